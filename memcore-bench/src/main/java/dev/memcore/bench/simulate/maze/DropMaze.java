package dev.memcore.bench.simulate.maze;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Retention;
import dev.memcore.api.operation.Budget;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.simulate.form.Check;
import dev.memcore.bench.simulate.keeper.Chance;
import dev.memcore.bench.simulate.trace.SteppedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Checks random drop with many cues in a store: after t runs, each of which drops the share f, the share {@code (1 -
 * f)^t} of the cues is left, within the random variation.
 */
public final class DropMaze {
    private static final Scope SCOPE = Scope.of("maze");
    private static final int CUES = 400;
    /** The number of turns written before each run. The run removes the same number, one in 21 of all. */
    private static final int FRESH = 20;

    private static final List<Integer> RUNS = List.of(5, 10, 20);
    private static final int MOST_RUNS = 20;
    /** The tolerance, in standard errors of the share of cues. */
    private static final double WITHIN = 3;

    private DropMaze() {}

    /** Measures in an empty directory. */
    public static List<Check> run(Path directory, long seed) {
        SteppedClock clock = new SteppedClock();
        Random random = new Random(new SplittableRandom(seed).nextLong());
        List<Check> checks = new ArrayList<>();
        try (MemoryManager store = Stores.openMaintained(
                directory, List.of(Chance.drop(Tier.SHORT, CUES, seed)), Retention.FOREVER, clock, random)) {
            MemorySpace space = store.space(SCOPE);
            List<Memory> cues = space.rememberAll(turns(CUES));
            for (int t = 1; t <= MOST_RUNS; t++) {
                clock.advance(Duration.ofSeconds(1));
                space.rememberAll(turns(FRESH));
                store.maintain(Budget.ofDefaults());
                if (RUNS.contains(t)) {
                    checks.add(check(t, left(space, cues)));
                }
            }
        }
        return checks;
    }

    private static List<Observation> turns(int count) {
        return Collections.nCopies(
                count, Observation.builder("a step").tier(Tier.SHORT).build());
    }

    private static double left(MemorySpace space, List<Memory> cues) {
        long left = cues.stream()
                .filter(cue -> space.get(cue.id()).orElseThrow().tier() == Tier.SHORT)
                .count();
        return (double) left / CUES;
    }

    private static Check check(int t, double measured) {
        double expected = Math.pow((double) CUES / (CUES + FRESH), t);
        double error = Math.sqrt(expected * (1 - expected) / CUES);
        return new Check("unpinned, random drop, after " + t + " runs", expected, measured, WITHIN * error);
    }
}
