package dev.memcore.consolidation.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.MemoryException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TwoGaussiansTest {
    private static final double[] GOLDEN = {.91, .88, .86, .42, .40, .38, .35, .33, .30, .28};

    private static double[] upper(TwoGaussians fitted, double... values) {
        return Arrays.stream(values).filter(fitted::isUpper).toArray();
    }

    @Test
    void theSplitOfMemGas() {
        TwoGaussians fitted = TwoGaussians.fit(GOLDEN);
        assertArrayEquals(new double[] {.91, .88, .86}, upper(fitted, GOLDEN));
        assertEquals(2.65 / 3, fitted.high().mean(), 1e-9);
        assertEquals(2.46 / 7, fitted.low().mean(), 1e-9);
        assertEquals(0.3, fitted.high().weight(), 1e-9);
    }

    @Test
    void theOrderOfTheValuesMakesNoDifference() {
        double[] turned = {.28, .91, .30, .33, .86, .35, .38, .88, .40, .42};
        assertEquals(TwoGaussians.fit(GOLDEN), TwoGaussians.fit(turned));
        assertEquals(.28, turned[0], "the caller's array is left alone");
    }

    @Test
    void whatCannotBeDividedHasNoUpperPart() {
        for (double[] same : new double[][] {{0.5}, {0.5, 0.5}, {0, 0, 0}}) {
            TwoGaussians fitted = TwoGaussians.fit(same);
            assertFalse(fitted.separates());
            assertEquals(0, upper(fitted, 0, 0.5, 1).length);
        }
        assertArrayEquals(new double[] {0.6}, upper(TwoGaussians.fit(0.5, 0.6), 0.5, 0.6));
        assertThrows(MemoryException.class, TwoGaussians::fit);
        assertThrows(MemoryException.class, () -> TwoGaussians.fit(1, Double.NaN));
    }

    @Test
    void whatIsUpperStaysUpperAsItGrows() {
        TwoGaussians wideBelow = TwoGaussians.fit(0, 0.3, 0.6, 0.1, 0.5, 0.70, 0.71, 0.72);
        TwoGaussians wideAbove = TwoGaussians.fit(0.10, 0.11, 0.12, 0.3, 0.5, 0.7, 0.9);
        for (TwoGaussians fitted : new TwoGaussians[] {wideBelow, wideAbove}) {
            boolean before = false;
            for (double value = -1; value <= 2; value += 0.001) {
                boolean upper = fitted.isUpper(value);
                assertTrue(upper || !before || value < fitted.high().mean(), fitted + " at " + value);
                before = upper;
            }
            assertFalse(fitted.isUpper(-1));
            assertTrue(fitted.isUpper(2));
        }
    }

    @Test
    void twoDistributionsAreFoundAgain() {
        SplittableRandom random = new SplittableRandom(5);
        double[] values = new double[4_000];
        Arrays.setAll(values, i -> i % 4 == 0 ? random.nextGaussian(0.8, 0.05) : random.nextGaussian(0.3, 0.1));
        TwoGaussians fitted = TwoGaussians.fit(values);
        assertEquals(0.8, fitted.high().mean(), 0.01);
        assertEquals(0.3, fitted.low().mean(), 0.01);
        assertEquals(0.25, fitted.high().weight(), 0.01);
        assertEquals(0.05, Math.sqrt(fitted.high().variance()), 0.005);
    }
}
