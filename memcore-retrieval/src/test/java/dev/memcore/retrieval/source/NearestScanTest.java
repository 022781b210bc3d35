package dev.memcore.retrieval.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.retrieval.source.DenseSource.NearestScan;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestScanTest {
    private static final long SEED = 20261122;

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
        NearestScan scan = new NearestScan(10, wanted);
        scan.begin(100);
        for (int i = 0; i < distances.length; i++) {
            scan.add(i, distances[i]);
        }
        return scan.nearest();
    }
}
