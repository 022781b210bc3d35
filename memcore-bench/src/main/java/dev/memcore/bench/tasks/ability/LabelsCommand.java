package dev.memcore.bench.tasks.ability;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.perf.ConversationGenerator;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import dev.memcore.papers.vote.AnswerCache;
import dev.memcore.papers.vote.NeighbourVote;
import dev.memcore.papers.vote.VoteResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T7: labels by a vote of labelled neighbours, by the number of examples. */
@Command(
        name = "labels",
        description = {
            "T7. Stores 1, 2, 4 and 8 examples of each of ten intents among unrelated turns, and labels other requests"
                    + " by a vote of the nearest examples. Prints the accuracy by the number of examples, and how many"
                    + " times as fast a repeated question is that an answer cache answers."
        },
        mixinStandardHelpOptions = true)
public final class LabelsCommand extends TaskCommand {
    private static final String INTENT = "intent";

    @Option(
            names = "--noise",
            paramLabel = "N",
            description = "The number of unrelated turns (default: ${DEFAULT-VALUE}).")
    private int noise = 5_000;

    /** For picocli. */
    public LabelsCommand() {
        super("T7");
    }

    @Override
    protected void quick() {
        noise = 100;
    }

    @Override
    protected void measure(Trial trial) {
        if (noise < 0) {
            throw new BadInput("--noise must be 0 or more");
        }
        Map<String, List<String>> intents = Intents.all();
        Map<String, Object> accuracy = new LinkedHashMap<>();
        double leastStep = 1;
        double before = 0;
        try (MemoryManager store = Stores.open(trial.directory("labels"))) {
            MemorySpace space = store.space(Scope.of("tasks", "labels"));
            noise(trial, space);
            int stored = 0;
            for (int shots = 1; shots <= Intents.EXAMPLES; shots *= 2) {
                List<Observation> more = new ArrayList<>();
                for (Map.Entry<String, List<String>> intent : intents.entrySet()) {
                    for (String example : intent.getValue().subList(stored, shots)) {
                        more.add(Observation.builder(example)
                                .attribute(INTENT, intent.getKey())
                                .build());
                    }
                }
                space.rememberAll(more);
                store.awaitIndexed();
                stored = shots;
                NeighbourVote vote = NeighbourVote.over(space, INTENT).withNeighbours(Math.max(2, shots));
                double share = accuracy(trial, vote, intents);
                accuracy.put(Integer.toString(shots), share);
                leastStep = Math.min(leastStep, share - before);
                before = share;
            }
            trial.figure("accuracy", accuracy);
            trial.atLeast("leastStep", leastStep, 0, "mechanisms T7: not decreasing with the number of examples");
            repeats(trial, store, NeighbourVote.over(space, INTENT), intents);
        }
        trial.note("The requests are written for this task; the data sets of the papers are not part of it. Chance is"
                + " .10.");
    }

    private void noise(Trial trial, MemorySpace space) {
        ConversationGenerator filler = new ConversationGenerator(trial.seed());
        List<Observation> turns = new ArrayList<>();
        for (int i = 0; i < noise; i++) {
            turns.add(Observation.of(filler.turn()));
        }
        Trial.rememberAll(space, turns);
    }

    private static double accuracy(Trial trial, NeighbourVote vote, Map<String, List<String>> intents) {
        int right = 0;
        int asked = 0;
        for (Map.Entry<String, List<String>> intent : intents.entrySet()) {
            Optional<AttributeValue> label = Optional.of(new AttributeValue.Text(intent.getKey()));
            for (String request : questions(intent.getValue())) {
                right += vote.of(request).best().equals(label) ? 1 : 0;
                asked++;
            }
        }
        trial.asked(asked);
        return right / (double) asked;
    }

    private static List<String> questions(List<String> requests) {
        return requests.subList(Intents.EXAMPLES, requests.size());
    }

    /** Compares the first and the repeated answers of a cache. */
    private static void repeats(
            Trial trial, MemoryManager store, NeighbourVote vote, Map<String, List<String>> intents) {
        AnswerCache<VoteResult> cache =
                new AnswerCache<>(vote::of, () -> store.stats().lastSequence(), 1_000);
        List<String> questions = intents.values().stream()
                .flatMap(requests -> questions(requests).stream())
                .toList();
        List<VoteResult> first = new ArrayList<>();
        List<VoteResult> again = new ArrayList<>();
        double search = median(questions, cache, first);
        median(questions, cache, new ArrayList<>()); // the first repetition warms up
        double repeated = median(questions, cache, again);
        trial.atLeast("repeatIdentical", first.equals(again) ? 1 : 0, 1, "mechanisms rows 50 and 66, task T7");
        trial.atLeast("repeatSpeedup", search / repeated, 50, "mechanisms rows 50 and 66, task T7: 50 times");
    }

    private static double median(List<String> questions, AnswerCache<VoteResult> cache, List<VoteResult> answers) {
        long[] nanos = new long[questions.size()];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            answers.add(cache.answer(questions.get(i)));
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
