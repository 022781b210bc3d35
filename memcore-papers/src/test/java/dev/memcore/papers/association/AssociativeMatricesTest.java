package dev.memcore.papers.association;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matrices beside each other. */
final class AssociativeMatricesTest {
    private static final int LENGTH = 64;

    private static double likeness(Supplier<AssociativeMatrix> made, int pairs) {
        double sum = 0;
        for (int seed = 0; seed < 3; seed++) {
            AssociativeMatrix matrix = made.get();
            Pairs written = Pairs.of(pairs, LENGTH, seed);
            written.writeTo(matrix);
            sum += written.likeness(matrix);
        }
        return sum / 3;
    }

    @ParameterizedTest
    @CsvSource({"16", "64", "128"})
    void leastSquaresReadBestThenTheDeltaRuleThenLinearAttention(int pairs) {
        double least = likeness(() -> new LeastSquaresMatrix(LENGTH, LENGTH), pairs);
        double delta = likeness(() -> new DeltaRuleMatrix(LENGTH, LENGTH, 1), pairs);
        double linear = likeness(() -> new LinearAttentionMatrix(LENGTH, LENGTH), pairs);
        String all = "least squares " + least + ", delta " + delta + ", linear " + linear;
        assertTrue(least > delta && delta > linear, all);
        assertTrue(pairs > LENGTH || least > 0.9, all);
    }

    @Test
    void leastSquaresAreExactAsLongAsTheKeysAreIndependent() {
        for (int pairs : new int[] {16, 32, 64}) {
            LeastSquaresMatrix matrix = new LeastSquaresMatrix(LENGTH, LENGTH);
            Pairs written = Pairs.of(pairs, LENGTH, 2);
            written.writeTo(matrix);
            assertEquals(1, written.recall(matrix), pairs + " pairs");
        }
    }

    @Test
    void theDeltaRuleReadsWhatWasWrittenLast() {
        DeltaRuleMatrix matrix = new DeltaRuleMatrix(LENGTH, LENGTH, 1);
        Pairs written = Pairs.of(200, LENGTH, 1);
        written.writeTo(matrix);
        assertArrayEquals(written.values()[199], matrix.read(written.keys()[199]), 1e-12);
        assertTrue(Vectors.cosine(matrix.read(written.keys()[0]), written.values()[0]) < 0.5);
    }

    @Test
    void covarianceFadesByHalfInItsHalfLife() {
        double forget = Math.pow(0.5, 0.1);
        CovarianceMatrix matrix = new CovarianceMatrix(12, 1, forget, 1);
        double[] value = {1};
        matrix.write(axis(0), value);
        for (int i = 1; i <= 10; i++) {
            matrix.write(axis(i), value);
        }
        assertEquals(0.5, matrix.read(axis(0))[0], 1e-12);
        assertEquals(0.5, matrix.familiarity(axis(0)), 1e-12);
        assertEquals(1, matrix.read(axis(10))[0], 1e-12);
        assertEquals(0, matrix.familiarity(axis(11)));
    }

    private static double[] axis(int place) {
        double[] axis = new double[12];
        axis[place] = 3;
        return axis;
    }

    @Test
    void covarianceTellsWhatItKnowsFromWhatItDoesNot() {
        CovarianceMatrix matrix = new CovarianceMatrix(256, 8, 1, 1);
        Pairs known = Pairs.of(20, 256, 1);
        Pairs unknown = Pairs.of(200, 256, 2);
        for (double[] key : known.keys()) {
            matrix.write(key, new double[8]);
        }
        int right = 0;
        for (double[] key : known.keys()) {
            for (double[] other : unknown.keys()) {
                right += matrix.familiarity(key) > matrix.familiarity(other) ? 1 : 0;
            }
        }
        double area = right / (20.0 * 200);
        assertTrue(area >= 0.95, "area under the curve " + area);
    }

    @Test
    void linearAttentionIsAMeanOfAllValues() {
        LinearAttentionMatrix matrix = new LinearAttentionMatrix(2, 1);
        double[] key = {1, -1};
        assertArrayEquals(new double[1], matrix.read(key), "nothing was written");
        matrix.write(key, new double[] {4});
        assertArrayEquals(new double[] {4}, matrix.read(new double[] {-3, 9}), 1e-12);
        matrix.write(new double[] {-1, 1}, new double[] {8});
        double same = 4 + Math.exp(-2);
        double other = 4 * Math.exp(-1);
        assertEquals((4 * same + 8 * other) / (same + other), matrix.read(key)[0], 1e-12);
    }
}
