package dev.memcore.papers.association;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.MemoryException;
import dev.memcore.consolidation.arithmetic.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LeastSquaresMatrixTest {
    private static LeastSquaresMatrix of(Pairs pairs) {
        LeastSquaresMatrix matrix = new LeastSquaresMatrix(pairs.keys()[0].length, pairs.values()[0].length);
        pairs.writeTo(matrix);
        return matrix;
    }

    @ParameterizedTest
    @CsvSource({"64, 16", "64, 64", "64, 128", "128, 96", "256, 128", "256, 384"})
    void whatWasForgottenLeavesNoTrace(int length, int pairs) {
        Pairs all = Pairs.of(pairs, length, 7);
        LeastSquaresMatrix matrix = of(all);
        assertTrue(matrix.drift() < 1e-9, () -> "after writing " + matrix.drift());
        int gone = Math.min(20, pairs / 2);
        for (int i = 0; i < gone; i++) {
            assertTrue(matrix.forget(all.keys()[i]));
            assertFalse(matrix.forget(all.keys()[i]));
        }
        assertEquals(pairs - gone, matrix.size());
        assertEquals(0, matrix.rebuilds(), "all by downdates");
        assertTrue(matrix.drift() < 1e-9, () -> "after forgetting " + matrix.drift());
    }

    @Test
    void manyWritesAndForgetsStayExact() {
        Pairs all = Pairs.of(4_000, 64, 3);
        LeastSquaresMatrix matrix = new LeastSquaresMatrix(64, 64);
        for (int i = 0; i < 4_000; i++) {
            matrix.write(all.keys()[i], all.values()[i]);
            if (i >= 48) {
                assertTrue(matrix.forget(all.keys()[i - 48]));
            }
        }
        assertEquals(48, matrix.size());
        assertTrue(matrix.drift() < 1e-9, () -> "drift " + matrix.drift());
        assertTrue(matrix.rebuilds() < 4_000 / 40, () -> "rebuilt " + matrix.rebuilds() + " times");
    }

    @Test
    void aWriteIsReadBackAndTheForgottenIsNot() {
        Pairs all = Pairs.of(40, 64, 1);
        LeastSquaresMatrix matrix = of(all);
        assertEquals(1, all.recall(matrix));
        assertTrue(all.likeness(matrix) > 0.9999);
        matrix.forget(all.keys()[5]);
        assertTrue(Vectors.cosine(matrix.read(all.keys()[5]), all.values()[5]) < 0.3);
        assertTrue(Vectors.cosine(matrix.read(all.keys()[6]), all.values()[6]) > 0.999, "its neighbour");
    }

    @Test
    void anOverwriteIsAsIfTheFirstHadNeverBeen() {
        Pairs all = Pairs.of(50, 64, 4);
        LeastSquaresMatrix matrix = of(all);
        matrix.write(all.keys()[9], all.values()[10]);
        assertEquals(50, matrix.size());
        assertTrue(matrix.drift() < 1e-9);
        assertArrayEquals(all.values()[10], matrix.read(all.keys()[9]), 0.05);
    }

    @Test
    void aKeyThatWasNeverWrittenIsNoticedUntilTheMatrixIsFull() {
        Pairs known = Pairs.of(32, 128, 5);
        Pairs unknown = Pairs.of(32, 128, 6);
        LeastSquaresMatrix matrix = of(known);
        assertEquals(32, matrix.rank(), 0.2);
        for (int i = 0; i < 32; i++) {
            assertTrue(matrix.familiarity(known.keys()[i]) > 0.99);
            assertTrue(matrix.familiarity(unknown.keys()[i]) < 0.6);
        }
        assertEquals(0, new LeastSquaresMatrix(3, 1).familiarity(new double[] {0, 2, 0}), 1e-12);
        LeastSquaresMatrix full = of(Pairs.of(512, 128, 5));
        assertEquals(128, full.rank(), 0.2);
        assertTrue(full.familiarity(unknown.keys()[0]) > 0.99, "which rank tells in advance");
    }

    @Test
    void longKeysAreBuiltAgainRatherThanWrong() {
        Pairs all = Pairs.of(30, 64, 8);
        LeastSquaresMatrix matrix = new LeastSquaresMatrix(64, 64);
        for (int i = 0; i < 30; i++) {
            matrix.write(Vectors.scaled(1_000, all.keys()[i]), all.values()[i]);
        }
        matrix.forget(Vectors.scaled(1_000, all.keys()[0]));
        assertEquals(1, matrix.rebuilds());
        assertTrue(matrix.drift() < 1e-9);
    }

    @Test
    void badInputIsRefused() {
        LeastSquaresMatrix matrix = new LeastSquaresMatrix(2, 1);
        double[] one = {1};
        assertThrows(MemoryException.class, () -> matrix.write(new double[2], one));
        assertThrows(MemoryException.class, () -> matrix.write(one, one));
        assertThrows(MemoryException.class, () -> matrix.write(new double[] {1, Double.NaN}, one));
        assertThrows(MemoryException.class, () -> matrix.write(new double[] {1, 0}, new double[2]));
        assertThrows(MemoryException.class, () -> new LeastSquaresMatrix(1_025, 1));
        assertThrows(MemoryException.class, () -> new LeastSquaresMatrix(0, 1));
    }
}
