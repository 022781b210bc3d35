package dev.memcore.bench.simulate.form;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.bench.simulate.keeper.Chance;
import dev.memcore.bench.simulate.keeper.SimulatedScope;
import dev.memcore.bench.simulate.trace.Trace;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures the rest of a full tier after t writes, each of which replaces one block of it: the retention curve of
 * MemoryLLM (Wang et al., 2024), whose pool has 30 or 50 blocks.
 */
final class Retained {
    /** The number of seeds over which curves are averaged. */
    static final int SEEDS = 20;

    private static final Tier TIER = Tier.LONG;
    private static final int BLOCK = 15;
    private static final List<Integer> WRITES = List.of(1, 5, 10, 20, 35, 50, 100);
    private static final int MOST_WRITES = 100;
    /** Two points, as mechanisms of the papers are to be met. */
    private static final double TOLERANCE = 0.02;

    private Retained() {}

    /** Chance drops a share f of all at each write: {@code (1 - f)^t} is left, half of it after ln 1/2 / ln(1 - f). */
    static List<Check> randomDrop(int blocks, long seed) {
        double[] curve = mean(blocks, seed, (kept, each) -> Chance.drop(TIER, kept, each));
        double stays = 1 - 1.0 / blocks;
        List<Check> checks = new ArrayList<>();
        for (int t : WRITES) {
            checks.add(check("random drop", blocks, t, Math.pow(stays, t), curve[t], TOLERANCE));
        }
        checks.add(new Check(
                "random drop of 1/" + blocks + ", half-life in writes",
                Math.log(0.5) / Math.log(stays),
                halfLife(curve),
                1));
        return checks;
    }

    /** A fair sample of all that was written: after t writes, the share b / (b + t) of any b blocks is left. */
    static List<Check> reservoir(int blocks, long seed) {
        double[] curve = mean(blocks, seed, (kept, each) -> Policies.random(TIER, kept, each));
        // Room is made before each write, so the sample is of all blocks but the newest one.
        return WRITES.stream()
                .map(t -> check("reservoir", blocks, t, (blocks - 1.0) / (blocks + t - 1.0), curve[t], TOLERANCE))
                .toList();
    }

    /** Block by block, the oldest first. */
    static List<Check> fifo(int blocks) {
        double[] curve = curve(blocks, Policies.fifo(TIER, (blocks - 1) * BLOCK));
        return WRITES.stream()
                .map(t -> check("fifo", blocks, t, Math.max(0, 1 - (double) t / blocks), curve[t], 1e-9))
                .toList();
    }

    private static Check check(String name, int blocks, int t, double expected, double measured, double tolerance) {
        return new Check(
                name + " of 1/" + blocks + ", share left after " + t + " writes", expected, measured, tolerance);
    }

    /** Creates a policy with a capacity and a seed. */
    @FunctionalInterface
    private interface Seeded {
        LifecyclePolicy of(int kept, long seed);
    }

    private static double[] mean(int blocks, long seed, Seeded policy) {
        double[] mean = new double[MOST_WRITES + 1];
        for (int i = 0; i < SEEDS; i++) {
            double[] curve = curve(blocks, policy.of((blocks - 1) * BLOCK, seed + i));
            for (int t = 0; t < mean.length; t++) {
                mean[t] += curve[t] / SEEDS;
            }
        }
        return mean;
    }

    /** The share left of the first blocks after 0, 1, 2, ... writes. */
    private static double[] curve(int blocks, LifecyclePolicy policy) {
        SimulatedScope scope = new SimulatedScope(TIER);
        Observation seen = Observation.builder("x").tier(TIER).build();
        List<MemoryId> first = IntStream.range(0, blocks * BLOCK)
                .mapToObj(i -> scope.remember(seen))
                .toList();
        double[] curve = new double[MOST_WRITES + 1];
        curve[0] = 1;
        for (int t = 1; t <= MOST_WRITES; t++) {
            scope.at(Trace.BEGIN.plus(Duration.ofMinutes(t)));
            scope.maintain(policy);
            IntStream.range(0, BLOCK).forEach(i -> scope.remember(seen));
            long left = first.stream().filter(id -> scope.get(id).isPresent()).count();
            curve[t] = (double) left / first.size();
        }
        return curve;
    }

    /**
     * Returns the point at which a curve falls below one half, with linear interpolation between two writes; NaN if it
     * never does.
     */
    private static double halfLife(double[] curve) {
        for (int t = 1; t < curve.length; t++) {
            if (curve[t] < 0.5) {
                return t - (0.5 - curve[t]) / (curve[t - 1] - curve[t]);
            }
        }
        return Double.NaN;
    }
}
