package dev.memcore.retrieval.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.retrieval.text.ByteVectors.SignCode;
import dev.memcore.retrieval.text.RotatedCode.RotatedVector;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RotatedCodeTest {
    private static final long SEED = 20261130;
    private static final int VECTORS = 20_000;

    @Test
    void theSignsOfAVectorDifferInTheComponentsWithDifferentSigns() {
        byte[] a = {1, -1, 5, 0, 127, -128, 3, 3, 9};
        byte[] b = {1, 1, -5, 0, 127, -1, 3, -3, -9};
        assertEquals(4, SignCode.distance(SignCode.of(a), SignCode.of(b), 0));
        assertEquals(0, SignCode.distance(SignCode.of(a), SignCode.of(a), 0));
    }

    @Test
    void aCodeHasAPowerOfTwoOfBitsAndIsTheSameInEveryProcess() {
        assertEquals(512 / Long.SIZE, RotatedCode.of(3).code(new byte[] {1, 2, 3}).length);
        assertEquals(512 / Long.SIZE, RotatedCode.of(256).code(vector(new Random(SEED), 256)).length);
        assertEquals(1024 / Long.SIZE, RotatedCode.of(768).code(vector(new Random(SEED), 768)).length);
        assertEquals(
                "40837b7ed7cec56e", // printed by the first version: stored codes depend on it
                Long.toHexString(RotatedCode.of(256).code(vector(new Random(SEED), 256))[0]));
    }

    @Test
    void oppositeVectorsHaveOppositeSigns() {
        byte[] vector = vector(new Random(SEED), 256);
        byte[] opposite = new byte[256];
        for (int i = 0; i < vector.length; i++) {
            opposite[i] = (byte) -vector[i];
        }
        RotatedCode codes = RotatedCode.of(256);
        assertEquals(0, codes.rotated(vector).distance(codes.code(vector), 0));
        assertTrue(codes.rotated(vector).distance(codes.code(opposite), 0) >= RotatedCode.COARSE_BITS - 1);
    }

    @Test
    void theProductIsTheSumOfTheNumbersAtThePositiveSigns() {
        RotatedCode codes = RotatedCode.of(8);
        RotatedVector rotated = codes.rotated(new byte[] {9, -3, 4, 0, 7, 1, -8, 2});
        long[] none = new long[512 / Long.SIZE];
        long[] all = new long[none.length];
        Arrays.fill(all, -1);
        long[] some = codes.code(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        long[] others = new long[some.length];
        for (int i = 0; i < some.length; i++) {
            others[i] = ~some[i];
        }
        assertEquals(0, product(rotated, none));
        assertEquals(product(rotated, all), product(rotated, some) + product(rotated, others));
        long[] own = codes.code(new byte[] {9, -3, 4, 0, 7, 1, -8, 2});
        assertTrue(product(rotated, own) > 0 && product(rotated, own) <= rotated.greatestProduct());
        assertTrue(product(rotated, own) > product(rotated, some), "its own code is the nearest");
    }

    @Test
    void rotatedCodesKeepTheNearestWhereFewComponentsHaveMostOfTheVariance() {
        Random random = new Random(SEED);
        byte[] query = skewed(random, new byte[256], 0);
        byte[][] vectors = IntStream.range(0, VECTORS)
                .mapToObj(i -> skewed(random, query, i % 100 == 0 ? 0.5 : 0.1))
                .toArray(byte[][]::new);
        int[] nearest = first(100, i -> -ByteVectors.cosine(query, vectors[i]));
        RotatedCode codes = RotatedCode.of(256);
        RotatedVector rotated = codes.rotated(query);
        long[] signs = SignCode.of(query);
        long[][] code = Arrays.stream(vectors).map(codes::code).toArray(long[][]::new);

        int[] byOwnSigns = first(300, i -> SignCode.distance(signs, SignCode.of(vectors[i]), 0));
        int[] byDistance = first(300, i -> rotated.distance(code[i], 0));
        int[] byProduct = first(300, i -> -product(rotated, code[i]));
        assertTrue(common(nearest, byProduct) > common(nearest, byDistance), "seed " + SEED);
        assertTrue(
                common(nearest, byDistance) > common(nearest, byOwnSigns),
                () -> common(nearest, byDistance) + " rotated, " + common(nearest, byOwnSigns) + " as they are");
    }

    @Test
    void equalVectorsHaveEqualCodes() {
        byte[] vector = vector(new Random(SEED), 300);
        assertArrayEquals(RotatedCode.of(300).code(vector), RotatedCode.of(300).code(vector.clone()));
    }

    private static int product(RotatedVector rotated, long[] code) {
        return rotated.product(code, 0, code, RotatedCode.COARSE);
    }

    private static int[] first(int count, IntToDoubleFunction key) {
        return IntStream.range(0, VECTORS)
                .boxed()
                .sorted(Comparator.comparingDouble(key::applyAsDouble))
                .limit(count)
                .mapToInt(i -> i)
                .sorted()
                .toArray();
    }

    private static int common(int[] some, int[] sorted) {
        return (int) Arrays.stream(some)
                .filter(i -> Arrays.binarySearch(sorted, i) >= 0)
                .count();
    }

    private static byte[] vector(Random random, int dimensions) {
        byte[] vector = new byte[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (byte) Math.clamp(Math.round(random.nextGaussian() * 30), -127, 127);
        }
        return vector;
    }

    /** Returns a random vector, related to another one, whose first components have the greatest variance. */
    private static byte[] skewed(Random random, byte[] to, double share) {
        byte[] vector = new byte[to.length];
        for (int i = 0; i < vector.length; i++) {
            double deviation = 100.0 / (1 + i / 8.0);
            vector[i] = (byte) Math.clamp(Math.round(to[i] * share + random.nextGaussian() * deviation), -127, 127);
        }
        return vector;
    }
}
