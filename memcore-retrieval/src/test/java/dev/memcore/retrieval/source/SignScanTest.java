package dev.memcore.retrieval.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.retrieval.source.DenseSource.SignScan;
import dev.memcore.retrieval.text.ByteVectors;
import dev.memcore.retrieval.text.ByteVectors.SignCode;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignScanTest {
    private static final long SEED = 20261122;

    @Test
    void theDistanceIsTheNumberOfComponentsWithDifferentSigns() {
        byte[] a = {1, -1, 5, 0, 127, -128, 3, 3, 9};
        byte[] b = {1, 1, -5, 0, 127, -1, 3, -3, -9};
        assertEquals(4, SignCode.distance(SignCode.of(a), SignCode.of(b), 0));
        assertEquals(0, SignCode.distance(SignCode.of(a), SignCode.of(a), 0));
    }

    @Test
    void theNearestAreThoseOfTheSmallestDistancesWithAllTies() {
        int[] distances = {5, 3, 9, 3, 10, 0, 5};
        assertArrayEquals(new int[] {101, 103, 105}, nearest(distances, 2));
        assertArrayEquals(new int[] {100, 101, 103, 105, 106}, nearest(distances, 4));
        assertEquals(7, nearest(distances, 1_000).length);
        assertEquals(0, nearest(new int[0], 5).length);
    }

    @Test
    void aScanOfManyDocumentsKeepsTheNearestOnly() {
        Random random = new Random(SEED);
        for (int greatest : new int[] {0, 3, 10}) {
            int[] distances = random.ints(20_000, 0, greatest + 1).toArray();
            int[] ascending = distances.clone();
            Arrays.sort(ascending);
            int cutoff = ascending[1_499];
            int[] expected = IntStream.range(0, distances.length)
                    .filter(i -> distances[i] <= cutoff)
                    .map(i -> 100 + i)
                    .toArray();
            assertArrayEquals(expected, nearest(distances, 1_500), "seed " + SEED);
        }
    }

    private static int[] nearest(int[] distances, int wanted) {
        SignScan scan = new SignScan(10, wanted);
        for (int i = 0; i < distances.length; i++) {
            scan.add(100 + i, distances[i]);
        }
        return scan.nearest();
    }

    @Test
    void theThousandNearestBySignsHoldTheTenNearestByCosine() {
        Random random = new Random(SEED);
        byte[] query = related(random, new byte[256], 1);
        byte[][] vectors = IntStream.range(0, 20_000)
                .mapToObj(i -> related(random, query, i % 100 == 0 ? 0.6 : 0.1))
                .toArray(byte[][]::new);
        long[] code = SignCode.of(query);
        SignScan scan = new SignScan(code.length * Long.SIZE, 1_000);
        for (int i = 0; i < vectors.length; i++) {
            scan.add(i, SignCode.distance(code, SignCode.of(vectors[i]), 0));
        }
        int[] near = scan.nearest();
        IntStream.range(0, vectors.length)
                .boxed()
                .sorted((i, j) ->
                        Double.compare(ByteVectors.cosine(query, vectors[j]), ByteVectors.cosine(query, vectors[i])))
                .limit(10)
                .forEach(i -> assertTrue(Arrays.binarySearch(near, i) >= 0, () -> "seed " + SEED + " lost " + i));
    }

    private static byte[] related(Random random, byte[] to, double share) {
        byte[] vector = new byte[to.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (byte) Math.clamp(Math.round(to[i] * share + random.nextGaussian() * 30), -127, 127);
        }
        return vector;
    }
}
