package dev.memcore.bench.simulate.form;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.report.Usage;
import dev.memcore.bench.simulate.keeper.SimulatedScope;
import dev.memcore.bench.simulate.stream.Vectors;
import dev.memcore.bench.simulate.trace.Trace;
import dev.memcore.consolidation.cluster.TwoGaussians;
import dev.memcore.papers.PublishedPolicies;
import dev.memcore.papers.association.LeastSquaresMatrix;
import dev.memcore.papers.slot.SlotMemory;
import dev.memcore.papers.slot.SlotUpdates;
import dev.memcore.papers.tree.DepthThreshold;
import dev.memcore.papers.value.HemaSalience;
import dev.memcore.papers.value.ReplayUtility;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Checks of mechanisms of papers: slots, matrices, mixtures, thresholds, values and retirement. */
final class Mechanisms {
    private static final double EXACT = 1e-9;
    private static final int SLOTS = 16;
    private static final double BLEND = 0.05;
    private static final int UPDATES = 100_000;
    private static final int DIMENSIONS = 64;

    private Mechanisms() {}

    /** ELMUR: the weight of a value in a slot, (1 - a)^floor(W / M) after W writes to M slots. */
    static List<Check> slots() {
        SlotMemory slots = new SlotMemory(SLOTS, 1, 1, SlotUpdates.blend(BLEND));
        MemoryId id = new MemoryId(0, 1);
        slots.write(id, new double[] {1});
        List<Check> checks = new ArrayList<>();
        for (int writes = 1; writes <= 1_000; writes++) {
            slots.write(id, new double[] {0});
            if (writes == 15 || writes == 16 || writes == 216 || writes == 1_000) {
                double expected = Math.pow(1 - BLEND, Math.floorDiv(writes, SLOTS));
                checks.add(new Check(
                        "ELMUR: weight after " + writes + " writes",
                        expected,
                        slots.slot(0).value()[0],
                        1e-6));
            }
        }
        return checks;
    }

    /** A running mean of 10^5 updates against the mean of all. */
    static List<Check> runningMean(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = random.doubles(UPDATES, -1, 1).toArray();
        SlotMemory slot = new SlotMemory(1, 1, 1, SlotUpdates.runningMean());
        for (double value : values) {
            slot.write(new MemoryId(0, 1), new double[] {value});
        }
        double mean = IntStream.range(0, UPDATES)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
        return List.of(new Check("running mean of 100,000", mean, slot.slot(0).value()[0], 1e-5));
    }

    /**
     * Larimar's least squares in the keyed form: a matrix after downdates, compared with a matrix that never contained
     * the removed pairs.
     */
    static List<Check> downdate(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LeastSquaresMatrix matrix = new LeastSquaresMatrix(DIMENSIONS, DIMENSIONS);
        LeastSquaresMatrix without = new LeastSquaresMatrix(DIMENSIONS, DIMENSIONS);
        double[][] keys = new double[48][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Vectors.direction(DIMENSIONS, random);
            double[] value = Vectors.direction(DIMENSIONS, random);
            matrix.write(keys[i], value);
            if (i % 3 != 0) {
                without.write(keys[i], value);
            }
        }
        for (int i = 0; i < keys.length; i += 3) {
            matrix.forget(keys[i]);
        }
        double farthest = 0;
        for (double[] key : keys) {
            double[] one = matrix.read(key);
            double[] other = without.read(key);
            for (int i = 0; i < DIMENSIONS; i++) {
                farthest = Math.max(farthest, Math.abs(one[i] - other[i]));
            }
        }
        return List.of(
                new Check("least squares: downdated against rebuilt, greatest difference", 0, farthest, EXACT),
                new Check("least squares: drift", 0, matrix.drift(), EXACT));
    }

    /** MemGAS's mixture, MemTree's thresholds, SEDM's score. */
    static List<Check> goldenNumbers() {
        List<Check> checks = new ArrayList<>();
        double[] cosines = {.91, .88, .86, .42, .40, .38, .35, .33, .30, .28};
        TwoGaussians mixture = TwoGaussians.fit(cosines);
        long accepted = IntStream.range(0, cosines.length)
                .filter(i -> mixture.isUpper(cosines[i]))
                .count();
        checks.add(new Check("MemGAS mixture: accepted", 3, accepted, EXACT));
        checks.add(new Check(
                "MemGAS mixture: upper mean",
                (.91 + .88 + .86) / 3,
                mixture.high().mean(),
                EXACT));
        checks.add(new Check(
                "MemGAS mixture: lower mean",
                (.42 + .40 + .38 + .35 + .33 + .30 + .28) / 7,
                mixture.low().mean(),
                EXACT));
        for (int depth = 0; depth <= DepthThreshold.PAPER.maxDepth(); depth++) {
            double expected = 0.4 * Math.exp(0.5 * depth / 4);
            checks.add(
                    new Check("MemTree: threshold at depth " + depth, expected, DepthThreshold.PAPER.at(depth), EXACT));
        }
        ReplayUtility utility = new ReplayUtility(0.1, 0.001, 0, 0);
        checks.add(new Check("SEDM: admitted", 0.13, utility.score(0.30, 0.2, 150), EXACT));
        checks.add(new Check("SEDM: rejected", -0.12, utility.score(0.05, 0.2, 150), EXACT));
        return checks;
    }

    /** HEMA's salience of a memory after 500 others, unused, and used within the last hundred. */
    static List<Check> hema() {
        SimulatedScope scope = new SimulatedScope(Tier.LONG);
        List<MemoryId> ids = new ArrayList<>();
        Instant moment = Trace.BEGIN;
        for (int i = 0; i <= 500; i++) {
            moment = Trace.BEGIN.plus(Duration.ofMinutes(i));
            scope.at(moment);
            ids.add(scope.remember(Observation.of("turn " + i)));
        }
        ValueFunction salience = HemaSalience.PAPER.over(scope);
        double oldest = salience.value(scope.get(ids.getFirst()).orElseThrow(), Usage.NONE, moment);
        double newest = salience.value(scope.get(ids.getLast()).orElseThrow(), Usage.NONE, moment);
        scope.use(ids.getFirst());
        double used = HemaSalience.PAPER
                .over(scope)
                .value(scope.get(ids.getFirst()).orElseThrow(), scope.usage(ids.getFirst()), moment);
        return List.of(
                new Check("HEMA: age 0", 1, newest, EXACT),
                new Check("HEMA: age 500, unused", 0.36787944117144233, oldest, EXACT),
                new Check("HEMA: age 500, used lately", 0.8678794411714423, used, EXACT));
    }

    /** Memp: tried three times or more, and well in less than half. */
    static List<Check> memp() {
        return List.of(
                retired("Memp: 1 of 3 went well", new Usage(3, 1, 2, Trace.BEGIN), 1),
                retired("Memp: 0 of 2", new Usage(2, 0, 2, Trace.BEGIN), 0),
                retired("Memp: 2 of 4", new Usage(4, 2, 2, Trace.BEGIN), 0));
    }

    private static Check retired(String name, Usage usage, int expected) {
        SimulatedScope scope = new SimulatedScope(Tier.LONG);
        scope.at(Trace.BEGIN);
        scope.report(scope.remember(Observation.of("a procedure")), usage);
        scope.maintain(PublishedPolicies.retireUnsuccessful(Tier.LONG, 0));
        return new Check(name + ", retired", expected, 1 - scope.size(), EXACT);
    }
}
