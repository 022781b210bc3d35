package dev.memcore.bench.perf;

import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.ScratchOption;
import dev.memcore.bench.harness.Stores;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures latency, throughput and space at a given size. */
@Command(
        name = "perf",
        description =
                "Measures opening, recall, contexts, durable writes and space on stores of generated conversations.",
        mixinStandardHelpOptions = true)
public final class PerfCommand implements Callable<Integer> {
    private static final int MEMORIES_PER_USER = 1_000;

    /** The turns of a long conversation. */
    private static final int CONVERSATION = 600;

    @Option(
            names = "--memories",
            paramLabel = "N",
            description = "Number of memories in a store (default: ${DEFAULT-VALUE}).")
    private int memories = 100_000;

    @Option(
            names = "--recalls",
            paramLabel = "N",
            description = "Number of measured recalls of each kind (default: ${DEFAULT-VALUE}).")
    private int recalls = 2_000;

    @Option(
            names = "--write-seconds",
            paramLabel = "S",
            description = "Duration of each measurement of writing, in seconds (default: ${DEFAULT-VALUE}).")
    private double writeSeconds = 4;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            description = "Number of measurements of writing; the median is reported (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(
            names = "--measure",
            paramLabel = "WHAT",
            split = ",",
            description = "Measure only these, of ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Part> measured = EnumSet.allOf(Part.class);

    @Mixin
    private final ScratchOption directory = new ScratchOption();

    @Option(names = "--seed", description = "Seed of the conversations and questions (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Terminal out = Terminal.standard();

    /** For picocli. */
    public PerfCommand() {}

    @Override
    public Integer call() {
        BadInput.unlessAtLeast("--memories", memories, Workload.TURNS);
        BadInput.unlessAtLeast("--rounds", rounds, 1);
        BadInput.unlessAtLeast("--recalls", recalls, 1);
        if (!(writeSeconds > 0)) {
            throw new BadInput("--write-seconds must be positive, but is " + writeSeconds);
        }
        json.check();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("memories", memories);
        result.put("seed", seed);
        result.put("configuration", Stores.CONFIGURATION);
        result.put("embedder", Stores.embedder().modelId());
        result.put("java", Runtime.version().toString());
        result.put("processors", Runtime.getRuntime().availableProcessors());
        try (ScratchDirectory scratch = directory.open()) {
            for (Part part : measured) {
                result.put(part.key, measure(part, scratch));
                out.line();
            }
        }
        json.write(result);
        return 0;
    }

    /** The parts of the measurement. */
    enum Part {
        MANY_USERS("manyUsers"),
        ONE_USER("oneUser"),
        RECALL("recall"),
        CONTEXT("context"),
        WRITES("durableRemember"),
        HISTORY("history"),
        HISTORY_ONE_USER("historyOneUser"),
        GRAPH("graph"),
        MAINTENANCE("maintenance"),
        MAINTENANCE_ONE_USER("maintenanceOneUser");

        private final String key;

        Part(String key) {
            this.key = key;
        }
    }

    private Map<String, Object> measure(Part part, ScratchDirectory scratch) {
        int users = Math.max(2, memories / MEMORIES_PER_USER);
        Path place = scratch.resolve(part.key);
        return switch (part) {
            case MANY_USERS -> largeStore(place, users);
            case ONE_USER -> largeStore(place, 1);
            case RECALL -> recall(place);
            case CONTEXT -> new ContextCost(place, memories, recalls, seed, out).measure();
            case WRITES -> durableWrites(scratch);
            case HISTORY -> history(place, users);
            case HISTORY_ONE_USER -> history(place, 1);
            case MAINTENANCE -> maintenance(place, users);
            case MAINTENANCE_ONE_USER -> maintenance(place, 1);
            case GRAPH -> new GraphSearches(place, memories, recalls, seed, out).measure();
        };
    }

    private Map<String, Object> history(Path place, int users) {
        return new HistoryReads(place, memories, users, recalls, seed, out).measure();
    }

    private Map<String, Object> maintenance(Path place, int users) {
        return new MaintenanceCost(place, memories, users, seed, out).measure();
    }

    private Map<String, Object> recall(Path place) {
        RecallCost cost = new RecallCost(place, recalls, seed, out);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("conversation", cost.measure(Math.min(CONVERSATION, memories)));
        result.put("large", cost.measure(memories));
        return result;
    }

    private Map<String, Object> largeStore(Path place, int users) {
        return new LargeStore(place, memories, users, recalls, seed, out).measure();
    }

    private Map<String, Object> durableWrites(ScratchDirectory scratch) {
        double[] one = new double[rounds];
        double[] eight = new double[rounds];
        Duration time = Duration.ofNanos((long) (writeSeconds * 1e9));
        for (int i = 0; i < rounds; i++) {
            one[i] = new DurableWrites(scratch.resolve("one-thread-" + i), 1, seed).perSecond(time);
            eight[i] = new DurableWrites(scratch.resolve("eight-threads-" + i), 8, seed).perSecond(time);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("n", rounds);
        result.put("perSecond1Thread", median(one));
        result.put("perSecond8Threads", median(eight));
        result.put("ratio", median(eight) / median(one));
        out.line(out.bold("Durable remember, each waiting for its acknowledgement"));
        out.line(
                "   1 thread %,.0f/s; 8 threads %,.0f/s; %.1f x  (median of %d)",
                median(one), median(eight), median(eight) / median(one), rounds);
        return result;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
