package dev.memcore.bench.simulate.maze;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Retention;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.report.StoreStats;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.UniqueWord;
import dev.memcore.bench.perf.ConversationGenerator;
import dev.memcore.bench.simulate.trace.SteppedClock;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/**
 * The T-maze (ELMUR: Cherepanov et al., 2025): a cue at step 0, a long corridor, then the question. Here it runs in a
 * durable store. The cue is stored as a keyed fact, as a pinned turn and as an ordinary turn. Then many turns follow.
 * The tier {@link Tier#SHORT} keeps some of them, the archive keeps as many more, and the rest is forgotten.
 */
public final class TMaze {
    /** The quantities that must not grow, by their names in the results. */
    public static final List<String> SERIES =
            List.of("logBytes", "indexBytes", "heapBytes", "recallMillis", "writeMillis", "maintainMillis");

    private static final Scope SCOPE = Scope.of("maze");
    private static final Budget ALL = Budget.ofOperations(1_000_000);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int RECALLS = 20;
    /** Recall and heap are measured so often in all. */
    private static final int POINTS = 20;

    private final int writes;
    private final int capacity;
    private final int every;
    private final long seed;
    private final ConversationGenerator texts;
    private final SteppedClock clock = new SteppedClock();
    private final Map<String, MazeSeries> series = new LinkedHashMap<>();

    /**
     * A maze.
     *
     * @param writes how many turns come after the cue, at least 20 times as many as come between two runs
     * @param capacity how many turns stay in the tier, and in the archive
     * @param every after how many turns maintenance runs; they are written in one batch
     */
    public TMaze(int writes, int capacity, int every, long seed) {
        this.writes = writes;
        this.capacity = capacity;
        this.every = every;
        this.seed = seed;
        this.texts = new ConversationGenerator(seed);
        SERIES.forEach(name -> series.put(name, new MazeSeries()));
    }

    /**
     * The results for the cues and the store.
     *
     * @param found whether each of the cues was the first that was recalled, by name
     * @param series what was measured on the way, by name
     */
    public record Result(Map<String, Boolean> found, Map<String, MazeSeries> series, StoreStats end) {}

    /** Runs the maze in an empty directory. */
    public Result run(Path directory, IntConsumer progress) {
        List<LifecyclePolicy> policies =
                List.of(Policies.fifo(Tier.SHORT, capacity), Policies.fifo(Tier.ARCHIVE, capacity));
        Retention retention = Retention.ofVersions(1).withForgotten(Duration.ZERO);
        // The ids' chance; java.util.Random is safe for any number of threads.
        Random random = new Random(new SplittableRandom(seed).nextLong());
        try (MemoryManager store = Stores.openMaintained(directory, policies, retention, clock, random)) {
            MemorySpace space = store.space(SCOPE);
            Map<String, Memory> cues = cues(space);
            int rounds = writes / every;
            for (int round = 0; round < rounds; round++) {
                corridor(store, space);
                if (round * POINTS / rounds != (round + 1) * POINTS / rounds) {
                    look(space);
                    progress.accept((round + 1) * every);
                }
            }
            Map<String, Boolean> found = new LinkedHashMap<>();
            cues.forEach((name, cue) -> found.put(name, isFound(space, cue)));
            return new Result(found, series, store.stats());
        }
    }

    private static Map<String, Memory> cues(MemorySpace space) {
        Map<String, Memory> cues = new LinkedHashMap<>();
        cues.put(
                "keyed",
                space.remember(Observation.fact("maze exit", "The maze exit is on the " + word(0))
                        .build()));
        cues.put(
                "pinned",
                space.remember(turn("Go towards the " + word(1)).pinned(true).build()));
        cues.put("unpinned", space.remember(turn("Beware of the " + word(2)).build()));
        return cues;
    }

    private static String word(int cue) {
        return UniqueWord.of(cue);
    }

    private static Observation.Builder turn(String text) {
        return Observation.builder(text).tier(Tier.SHORT);
    }

    /** A stretch, then maintenance. */
    private void corridor(MemoryManager store, MemorySpace space) {
        List<Observation> turns = new ArrayList<>();
        for (int i = 0; i < every; i++) {
            turns.add(turn(texts.question()).build());
        }
        clock.advance(STEP);
        series("writeMillis").add(millis(() -> space.rememberAll(turns)));
        store.awaitIndexed();
        clock.advance(STEP);
        series("maintainMillis").add(millis(() -> store.maintain(ALL)));
        store.awaitIndexed();
        StoreStats stats = store.stats();
        series("logBytes").add((double) stats.logBytes());
        series("indexBytes").add((double) stats.indexBytes());
    }

    private void look(MemorySpace space) {
        double[] millis = new double[RECALLS];
        for (int i = 0; i < RECALLS; i++) {
            String question = texts.question();
            millis[i] = millis(() -> space.recall(question));
        }
        Arrays.sort(millis);
        series("recallMillis").add(millis[RECALLS / 2]);
        series("heapBytes").add(heap());
    }

    private MazeSeries series(String name) {
        MazeSeries found = series.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no series " + name);
        }
        return found;
    }

    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static double millis(Runnable action) {
        long begun = System.nanoTime();
        action.run();
        return (System.nanoTime() - begun) / 1e6;
    }

    private static boolean isFound(MemorySpace space, Memory cue) {
        return space.recall(MemoryQuery.of(cue.text()).withLimit(1)).memories().stream()
                .anyMatch(memory -> memory.id().equals(cue.id()));
    }
}
