package dev.memcore.bench.tasks.capacity;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Preset;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.perf.ConversationGenerator;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T27: the exact text for a title. */
@Command(
        name = "verbatim",
        description = {
            "T27. Stores 100 texts with titles, and each ten times as many, and recalls some of them by their titles:"
                    + " as they are, with a spelling error in one word, and without one word. Prints the share of first"
                    + " hits that are the exact text, and the greatest number of texts with a share of .99 or more."
        },
        mixinStandardHelpOptions = true)
public final class VerbatimCommand extends TaskCommand {
    private static final int LEAST = 100;
    private static final double ENOUGH = 0.99;

    @Option(
            names = "--max",
            paramLabel = "N",
            description = "The greatest number of texts, up to 100,000 (default: ${DEFAULT-VALUE}).")
    private int max = 10_000;

    @Option(
            names = "--questions",
            paramLabel = "N",
            description = "The number of titles to ask at each size and cue (default: ${DEFAULT-VALUE}).")
    private int questions = 300;

    /** For picocli. */
    public VerbatimCommand() {
        super("T27");
    }

    @Override
    protected void quick() {
        max = LEAST;
        questions = 50;
    }

    @Override
    protected void measure(Trial trial) {
        if (max < LEAST || max > 100_000 || questions < 1) {
            throw new BadInput("--max must be 100 to 100,000, and --questions 1 or more");
        }
        Titles titles = new Titles(trial.seed());
        ConversationGenerator bodies = new ConversationGenerator(trial.seed());
        Map<Titles.Cue, Map<String, Object>> shares = new EnumMap<>(Titles.Cue.class);
        Map<Titles.Cue, Integer> capacity = new EnumMap<>(Titles.Cue.class);
        List<String> texts = new ArrayList<>();
        try (MemoryManager store = Stores.open(trial.directory("texts"))) {
            MemorySpace space = store.space(Scope.of("tasks", "verbatim"));
            for (int size = LEAST; size <= max; size *= 10) {
                List<Observation> more = new ArrayList<>();
                while (texts.size() < size) {
                    String title = titles.next();
                    texts.add(title + "\n\n" + bodies.turn() + "\n" + bodies.turn());
                    more.add(Observation.of(texts.getLast()));
                }
                Trial.rememberAll(space, more);
                store.awaitIndexed();
                for (Titles.Cue cue : Titles.Cue.values()) {
                    double share = ask(space, texts, titles, cue, trial.random());
                    shares.computeIfAbsent(cue, none -> new LinkedHashMap<>()).put(Integer.toString(size), share);
                    if (share >= ENOUGH) {
                        capacity.put(cue, size);
                    }
                    trial.asked(questions);
                }
            }
        }
        trial.figure("exactByWordsOfLast", byWords(trial, texts, titles));
        for (Titles.Cue cue : Titles.Cue.values()) {
            trial.figure(cue.label(), shares.getOrDefault(cue, Map.of()));
            trial.atLeast(
                    cue.label() + "Capacity",
                    capacity.getOrDefault(cue, 0),
                    max,
                    "mechanisms T27: the greatest number with a share of .99 is the greatest that was tried");
        }
    }

    /** Returns the share for exact titles of all texts if only words are ranked. */
    private double byWords(Trial trial, List<String> texts, Titles titles) {
        try (MemoryManager store = Stores.open(trial.directory("texts"), Preset.BM25.fuser())) {
            return ask(store.space(Scope.of("tasks", "verbatim")), texts, titles, Titles.Cue.EXACT, trial.random());
        }
    }

    private double ask(MemorySpace space, List<String> texts, Titles titles, Titles.Cue cue, Random random) {
        int right = 0;
        for (int i = 0; i < questions; i++) {
            int wanted = random.nextInt(texts.size());
            MemoryQuery query =
                    MemoryQuery.of(cue.of(titles.get(wanted), random)).withLimit(1);
            List<Memory> hits = space.recall(query).memories();
            right += !hits.isEmpty() && hits.getFirst().text().equals(texts.get(wanted)) ? 1 : 0;
        }
        return right / (double) questions;
    }
}
