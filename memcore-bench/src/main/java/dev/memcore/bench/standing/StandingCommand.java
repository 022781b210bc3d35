package dev.memcore.bench.standing;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.standing.StandingQuery;
import dev.memcore.bench.locomo.Conversation;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.bench.locomo.Question;
import dev.memcore.bench.locomo.Session;
import dev.memcore.bench.locomo.Turn;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures standing queries on questions that are asked before their evidence is written. */
@Command(
        name = "standing",
        description = {
            "Asks the questions of LoCoMo before the conversation, and polls them after each session of it.",
            "Prints how many are answered by their evidence, and how many memories are returned for each question."
        },
        mixinStandardHelpOptions = true)
public final class StandingCommand implements Callable<Integer> {
    private static final List<Double> THRESHOLDS = List.of(0.01, 0.05, 0.1, 0.2, 0.4);
    private static final int WRITES = 1_000_000;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The directory of LoCoMo.")
    private @Nullable Path data;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Maximum number of questions of each conversation (default: ${DEFAULT-VALUE}).")
    private int limit = 15;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public StandingCommand() {}

    /** A question that waits, and what it was answered with. */
    private record Waiting(Question question, double threshold, StandingQuery query, List<String> answers) {
        boolean answered() {
            return answers.stream().anyMatch(question.evidence()::contains);
        }
    }

    @Override
    public Integer call() {
        if (data == null || !Files.isDirectory(data)) {
            throw new BadInput("--data " + data + " is not a directory");
        }
        if (limit < 1 || limit * THRESHOLDS.size() > StandingQuery.MAX_PER_SPACE) {
            throw new BadInput(
                    "--limit must be 1 to " + StandingQuery.MAX_PER_SPACE / THRESHOLDS.size() + ", but is " + limit);
        }
        json.check();
        List<Waiting> all = new ArrayList<>();
        LocomoSet.find(data).conversations().forEach(conversation -> all.addAll(trial(conversation)));
        report(all);
        return 0;
    }

    private List<Waiting> trial(Conversation conversation) {
        List<Waiting> waiting = new ArrayList<>();
        try (MemoryManager manager = Memcore.inMemory()) {
            MemorySpace space = manager.space(Scope.of("bench", conversation.id()));
            conversation.questions().stream()
                    .filter(question -> !question.evidence().isEmpty())
                    .limit(limit)
                    .forEach(question -> THRESHOLDS.forEach(threshold -> waiting.add(new Waiting(
                            question,
                            threshold,
                            space.recallLater(
                                    MemoryQuery.builder(question.text())
                                            .minRelevance(threshold)
                                            .build(),
                                    WRITES),
                            new ArrayList<>()))));
            for (Session session : conversation.sessions()) {
                List<Observation> turns = session.turns().stream()
                        .map(turn -> observation(session, turn))
                        .toList();
                space.session(session.id()).addAll(turns);
                waiting.forEach(
                        one -> one.query().poll().forEach(hit -> one.answers().add(source(hit))));
            }
        }
        return waiting;
    }

    private static Observation observation(Session session, Turn turn) {
        return Observation.builder(turn.text())
                .speaker(turn.speaker())
                .source(turn.id())
                .eventTime(session.time())
                .build();
    }

    private static String source(Recalled hit) {
        return String.valueOf(hit.memory().observation().source());
    }

    private void report(List<Waiting> all) {
        Terminal terminal = Terminal.standard();
        terminal.line("Which questions are answered by evidence that is written after them?");
        terminal.line();
        terminal.line("%-14s %10s %10s %22s", "min relevance", "questions", "answered", "memories per question");
        Map<String, Object> result = new LinkedHashMap<>();
        for (double threshold : THRESHOLDS) {
            List<Waiting> of =
                    all.stream().filter(one -> one.threshold() == threshold).toList();
            double answered = of.stream()
                    .mapToInt(one -> one.answered() ? 1 : 0)
                    .average()
                    .orElse(0);
            double memories =
                    of.stream().mapToInt(one -> one.answers().size()).average().orElse(0);
            terminal.line("%-14.2f %10d %10.3f %22.1f", threshold, of.size(), answered, memories);
            result.put(
                    String.valueOf(threshold),
                    Map.of("questions", of.size(), "answered", answered, "memoriesPerQuestion", memories));
        }
        json.write(result);
    }
}
