package dev.memcore.bench.tasks.capacity;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Retention;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.TierPolicies;
import dev.memcore.bench.harness.TierPolicy;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T2: statements hidden at several depths of streams of several lengths. */
@Command(
        name = "needle",
        description = {
            "T2. Hides 3 statements at each of 11 depths of a stream of turns, and asks for each. Prints the share of"
                + " first hits with the answer, for streams of 1,000 turns and each ten times as many, and the least"
                + " share of a length and depth.",
            "Then keeps a tenth of a stream by each eviction policy, and prints the share of needles that are kept."
        },
        mixinStandardHelpOptions = true)
public final class NeedleCommand extends TaskCommand {
    private static final int SHORTEST = 1_000;
    private static final double WINDOW_TOKENS = 4_000;
    /** About four characters of a token. */
    private static final long WINDOW_BYTES = 16_000;

    @Option(
            names = "--max",
            paramLabel = "TURNS",
            description = "The longest stream, up to 1,000,000 (default: ${DEFAULT-VALUE}).")
    private int max = 100_000;

    @Option(
            names = "--bounded",
            paramLabel = "TURNS",
            description = "The stream of which policies keep a tenth; 0: none (default: ${DEFAULT-VALUE}).")
    private int bounded = 2_000;

    /** For picocli. */
    public NeedleCommand() {
        super("T2");
    }

    @Override
    protected void quick() {
        max = SHORTEST;
        bounded = 0;
    }

    @Override
    protected void measure(Trial trial) {
        if (max < SHORTEST || max > 1_000_000 || bounded < 0) {
            throw new BadInput("--max must be 1,000 to 1,000,000, and --bounded 0 or more");
        }
        Map<String, Object> first = new LinkedHashMap<>();
        Map<String, Object> cosine = new LinkedHashMap<>();
        Map<String, Object> window = new LinkedHashMap<>();
        Map<String, Object> tokens = new LinkedHashMap<>();
        Map<String, Object> bytes = new LinkedHashMap<>();
        double least = 1;
        for (int turns = SHORTEST; turns <= max; turns *= 10) {
            Grid grid = grid(trial, turns);
            first.put(Integer.toString(turns), grid.first());
            cosine.put(Integer.toString(turns), grid.cosine());
            window.put(Integer.toString(turns), Math.min(1, WINDOW_TOKENS / grid.tokens()));
            tokens.put(Integer.toString(turns), grid.tokens());
            bytes.put(Integer.toString(turns), grid.bytes());
            least = Math.min(least, grid.least());
        }
        trial.figure("tokens", tokens);
        trial.figure("firstHit", first);
        trial.figure("cosineFirst", cosine);
        trial.figure("windowOf4000Tokens", window);
        trial.figure("bytes", bytes);
        trial.atLeast("leastOfGrid", least, 1, "mechanisms T2, after Larimar and RCC: exact at every length and depth");
        if (bounded > 0) {
            trial.figure("keptOfATenth", bounded(trial));
        }
    }

    private record Grid(double first, double cosine, double least, long tokens, Map<String, Object> bytes) {}

    private static Grid grid(Trial trial, int turns) {
        List<Needle> needles = Needle.grid(trial.random());
        Haystack haystack = new Haystack(turns, needles, trial.seed());
        double[] byDepth = new double[Needle.DEPTHS];
        int right = 0;
        Map<String, Object> bytes = new LinkedHashMap<>();
        try (MemoryManager store = Stores.open(trial.directory("stream-" + turns))) {
            MemorySpace space = store.space(Scope.of("tasks", "needle"));
            haystack.store(space, () -> {});
            store.awaitIndexed();
            for (int i = 0; i < needles.size(); i++) {
                if (finds(space, needles.get(i))) {
                    right++;
                    byDepth[i / Needle.KINDS]++;
                }
            }
            bytes.put("memcore", store.stats().logBytes() + store.stats().indexBytes());
        }
        trial.asked(needles.size());
        CosineNearest cosine =
                new CosineNearest(needles.stream().map(Needle::question).toList());
        haystack.forEach(cosine::accept);
        bytes.put("cosine", cosine.bytes());
        bytes.put("window", WINDOW_BYTES);
        int near = 0;
        for (int i = 0; i < needles.size(); i++) {
            near += cosine.of(i).contains(needles.get(i).answer()) ? 1 : 0;
        }
        double least = 1;
        for (double found : byDepth) {
            least = Math.min(least, found / Needle.KINDS);
        }
        return new Grid(
                right / (double) needles.size(), near / (double) needles.size(), least, haystack.tokens(), bytes);
    }

    private static boolean finds(MemorySpace space, Needle needle) {
        List<Memory> hits = space.recall(needle.question()).memories();
        return !hits.isEmpty() && hits.getFirst().text().contains(needle.answer());
    }

    /** Returns the share of needles that each policy keeps. Nothing is recalled before the end, so use tells nothing. */
    private Map<String, Object> bounded(Trial trial) {
        List<Needle> needles = Needle.grid(trial.random());
        Map<String, Object> kept = new LinkedHashMap<>();
        for (TierPolicy policy : policies()) {
            Haystack haystack = new Haystack(bounded, needles, trial.seed());
            int capacity = bounded / 10;
            int found = 0;
            try (MemoryManager store = Stores.openMaintained(
                    trial.directory("bounded-" + policy.name()),
                    List.of(policy.of(Tier.LONG, capacity, trial.seed())),
                    Retention.FOREVER)) {
                MemorySpace space = store.space(Scope.of("tasks", "needle"));
                haystack.store(space, store::maintain);
                store.awaitIndexed();
                for (Needle needle : needles) {
                    found += finds(space, needle) ? 1 : 0;
                }
            }
            kept.put(policy.name(), found / (double) needles.size());
        }
        return kept;
    }

    private static List<TierPolicy> policies() {
        List<TierPolicy> policies = new ArrayList<>(TierPolicies.all());
        policies.removeIf(TierPolicy::byUse);
        return policies;
    }
}
