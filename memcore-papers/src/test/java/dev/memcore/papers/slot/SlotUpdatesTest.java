package dev.memcore.papers.slot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.error.MemoryException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SlotUpdatesTest {
    private static final double[] OLD = {4, 0};
    private static final double[] FRESH = {0, 2};

    @Test
    void eachRuleOnce() {
        assertArrayEquals(FRESH, SlotUpdates.replace().update(OLD, FRESH, 1));
        assertArrayEquals(new double[] {3, 0.5}, SlotUpdates.blend(0.25).update(OLD, FRESH, 1), 1e-15);
        assertArrayEquals(new double[] {3, 0.5}, SlotUpdates.runningMean().update(OLD, FRESH, 3), 1e-15);
        assertArrayEquals(new double[] {2, 2}, SlotUpdates.gated(1, 0.5).update(OLD, FRESH, 1), 1e-15);
        assertArrayEquals(OLD, SlotUpdates.gated(0, 1).update(OLD, FRESH, 1));
        double[] prior = {0, 1};
        assertArrayEquals(
                new double[] {3, 0.25}, SlotUpdates.driftTo(prior, 0.25).update(OLD, FRESH, 1), 1e-15);
        assertArrayEquals(new double[] {4, 0}, OLD, "what was given stays as it is");
    }

    @Test
    void aRunningMeanIsTheMeanOfTheBatch() {
        SplittableRandom random = new SplittableRandom(3);
        SlotUpdate rule = SlotUpdates.runningMean();
        double[] mean = {1_000};
        double sum = 1_000;
        int n = 100_000;
        for (int i = 1; i < n; i++) {
            double value = random.nextGaussian(1_000, 500);
            mean = rule.update(mean, new double[] {value}, i);
            sum += value;
        }
        assertEquals(sum / n, mean[0], 1e-5);
    }

    @Test
    void whatIsNotNewChangesLittle() {
        SlotUpdate rule = SlotUpdates.gatedByNovelty(0.8);
        assertArrayEquals(OLD, rule.update(OLD, OLD, 1));
        assertArrayEquals(new double[] {2.4, 0.8}, rule.update(OLD, FRESH, 1), 1e-12);
        assertArrayEquals(new double[] {-2.4, 0}, rule.update(OLD, new double[] {-4, 0}, 1), 1e-12);
    }

    @Test
    void theDeltaRuleLeavesWhatIsAtRightAngles() {
        double[] old = {3, 5};
        assertArrayEquals(new double[] {3, 2}, SlotUpdates.delta(1).update(old, FRESH, 1), 1e-15);
        assertArrayEquals(new double[] {3, 3.5}, SlotUpdates.delta(0.5).update(old, FRESH, 1), 1e-15);
        assertArrayEquals(old, SlotUpdates.delta(1).update(old, new double[2], 1));
    }

    @Test
    void whatIsNotRenewedGoesBackToThePrior() {
        double[] prior = {1};
        SlotUpdate drift = SlotUpdates.driftTo(prior, 1 - Math.pow(0.5, 0.1));
        assertEquals(10, HalfLife.ofBlend(1 - Math.pow(0.5, 0.1)), 1e-9);
        prior[0] = 99;
        double[] left = {9};
        double[] renewed = {9};
        for (int i = 0; i < 10; i++) {
            left = drift.update(left, left, 1);
            renewed = SlotUpdates.replace().update(drift.update(renewed, renewed, 1), new double[] {9}, 1);
        }
        assertEquals(5, left[0], 1e-9);
        assertEquals(9, renewed[0]);
        assertThrows(MemoryException.class, () -> drift.update(OLD, FRESH, 1));
    }
}
