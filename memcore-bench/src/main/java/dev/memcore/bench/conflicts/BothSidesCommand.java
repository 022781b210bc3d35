package dev.memcore.bench.conflicts;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.perf.ConversationGenerator;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T19: both sides of a contradiction, whichever was stored first and however often. */
@Command(
        name = "conflict",
        description = {
            "T19. Stores contradictory statements of two sources among unrelated turns, in both orders of insertion,"
                + " and the later one again in five copies of one source. Prints the share of pairs that are both"
                + " recalled and are reported; that are recalled in the same order if they were stored in the other;"
                + " and whose copies count once."
        },
        mixinStandardHelpOptions = true)
public final class BothSidesCommand extends TaskCommand {
    private static final Instant START = Instant.parse("2024-01-01T09:00:00Z");
    private static final int GROUP = 8;
    private static final int COPIES = 5;
    private static final String SOURCE = "mechanisms rows 78 and 31, task T19";

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "The number of pairs of each topic (default: ${DEFAULT-VALUE}).")
    private int pairs = 2;

    @Option(
            names = "--noise",
            paramLabel = "N",
            description = "The number of unrelated turns in each scope (default: ${DEFAULT-VALUE}).")
    private int noise = 100;

    private int groups = Integer.MAX_VALUE;

    /** For picocli. */
    public BothSidesCommand() {
        super("T19");
    }

    @Override
    protected void quick() {
        pairs = 1;
        noise = 20;
        groups = 2;
    }

    /** The counts over all pairs. */
    private static final class Counts {
        private int pairs;
        private int both;
        private int reported;
        private int sameOrder;
        private int copiesOnce;
    }

    @Override
    protected void measure(Trial trial) {
        if (pairs < 1 || noise < 0) {
            throw new BadInput("--pairs must be 1 or more, and --noise 0 or more");
        }
        Counts counts = new Counts();
        List<List<StatementPair>> all = new PairGenerator(trial.seed()).groups(Topic.all(), pairs, GROUP);
        try (MemoryManager store = Stores.open(trial.directory("conflicts"))) {
            int number = 0;
            for (List<StatementPair> group : all.subList(0, Math.min(groups, all.size()))) {
                List<StatementPair> opposed =
                        group.stream().filter(StatementPair::contradicts).toList();
                MemorySpace given = store.space(Scope.of("tasks", "given" + number));
                MemorySpace swapped = store.space(Scope.of("tasks", "swapped" + number));
                MemorySpace repeated = store.space(Scope.of("tasks", "repeated" + number));
                List<Observation> statements = observations(opposed, trial.seed() + number);
                given.rememberAll(statements);
                Collections.reverse(statements);
                swapped.rememberAll(statements);
                repeated.rememberAll(copies(opposed, statements));
                store.awaitIndexed();
                opposed.forEach(pair -> count(pair, given, swapped, repeated, counts));
                number++;
            }
        }
        trial.asked(counts.pairs);
        double n = counts.pairs;
        trial.atLeast("bothRecalled", counts.both / n, 1, SOURCE + ": both sides surface");
        trial.atLeast("reported", counts.reported / n, 1, SOURCE + ": as a contradiction");
        trial.atLeast("sameOrderIfSwapped", counts.sameOrder / n, 1, SOURCE + ": invariant to the order of insertion");
        trial.atLeast("copiesCountOnce", counts.copiesOnce / n, 1, SOURCE + ": copies of one source count once");
        trial.note("A query has no setting that prefers a source, so this part of T19 is not measured.");
    }

    /** Returns the statements a day apart, the earlier of each pair first, among unrelated turns. */
    private List<Observation> observations(List<StatementPair> opposed, long seed) {
        ConversationGenerator filler = new ConversationGenerator(seed);
        List<Observation> all = new ArrayList<>();
        int day = 0;
        for (StatementPair pair : opposed) {
            all.add(seen(pair.one(), "first", day++));
        }
        for (int i = 0; i < noise; i++) {
            all.add(Observation.builder(filler.turn()).eventTime(at(day++)).build());
        }
        for (StatementPair pair : opposed) {
            all.add(seen(pair.other(), "second", day++));
        }
        return all;
    }

    private List<Observation> copies(List<StatementPair> opposed, List<Observation> statements) {
        List<Observation> all = new ArrayList<>(statements);
        int first = opposed.size() + noise;
        for (int i = 0; i < opposed.size(); i++) {
            for (int copy = 1; copy < COPIES; copy++) {
                all.add(seen(opposed.get(i).other(), "second", first + i));
            }
        }
        return all;
    }

    private static Observation seen(StatementPair.Statement statement, String source, int day) {
        return Observation.builder(statement.text())
                .speaker(statement.speaker())
                .source(source)
                .eventTime(at(day))
                .build();
    }

    private static Instant at(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private static void count(
            StatementPair pair, MemorySpace given, MemorySpace swapped, MemorySpace repeated, Counts counts) {
        MemoryQuery query = MemoryQuery.of(pair.question());
        RecallResult result = given.recall(query);
        counts.pairs++;
        counts.both += sides(result, pair).size() == 2 ? 1 : 0;
        counts.reported += isReported(result, pair) ? 1 : 0;
        counts.sameOrder += sides(result, pair).equals(sides(swapped.recall(query), pair)) ? 1 : 0;
        RecallResult joined = repeated.recall(query.withJoinedCopies(true));
        counts.copiesOnce += sides(joined, pair).size() == 2 ? 1 : 0;
    }

    /** Returns the statements of the pair among the hits, in their order, copies included. */
    private static List<String> sides(RecallResult result, StatementPair pair) {
        return result.memories().stream()
                .map(Memory::text)
                .filter(text -> text.equals(pair.one().text())
                        || text.equals(pair.other().text()))
                .toList();
    }

    private static boolean isReported(RecallResult result, StatementPair pair) {
        Map<MemoryId, String> texts = result.memories().stream().collect(Collectors.toMap(Memory::id, Memory::text));
        return result.conflicts().stream().anyMatch(conflict -> {
            String one = texts.getOrDefault(conflict.one(), "");
            String other = texts.getOrDefault(conflict.other(), "");
            return (one.equals(pair.one().text()) && other.equals(pair.other().text()))
                    || (one.equals(pair.other().text())
                            && other.equals(pair.one().text()));
        });
    }
}
