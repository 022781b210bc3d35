package dev.memcore.consolidation.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.MemoryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OrderedKMeansTest {
    private static List<AdjacentGroup> on(double... line) {
        List<AdjacentGroup> segments = new ArrayList<>();
        for (double place : line) {
            segments.add(AdjacentGroup.of(new double[] {place}, segments.size(), segments.size()));
        }
        return segments;
    }

    private static String members(List<AdjacentGroup> segments) {
        return segments.stream().map(AdjacentGroup::members).toList().toString();
    }

    @Test
    void clustersComeInOrderOfMeanTime() {
        assertEquals("[[0, 2], [1, 3]]", members(OrderedKMeans.cluster(on(9, 1, 9.1, 1.1), 2)));
        assertEquals("[[1, 2], [0, 3, 4]]", members(OrderedKMeans.cluster(on(1, 9, 9.1, 1.1, 1.2), 2)));
    }

    @Test
    void aHeavySegmentPullsTheMean() {
        List<AdjacentGroup> segments = List.of(
                new AdjacentGroup(new double[] {0}, 9, 0, List.of(0)),
                new AdjacentGroup(new double[] {1}, 1, 1, List.of(1)),
                new AdjacentGroup(new double[] {8}, 1, 2, List.of(2)));
        List<AdjacentGroup> clusters = OrderedKMeans.cluster(segments, 2);
        assertEquals("[[0, 1], [2]]", members(clusters));
        assertArrayEquals(new double[] {0.1}, clusters.getFirst().centroid(), 1e-15);
        assertEquals(10, clusters.getFirst().weight());
    }

    @Test
    void noMoreClustersThanDifferentVectors() {
        assertEquals("[[0, 1, 2]]", members(OrderedKMeans.cluster(on(3, 3, 3), 2)));
        assertEquals("[[0], [1, 2]]", members(OrderedKMeans.cluster(on(4, 3, 3), 3)));
        assertEquals("[]", members(OrderedKMeans.cluster(List.of(), 3)));
        assertThrows(MemoryException.class, () -> OrderedKMeans.cluster(on(1), 0));
    }

    @Test
    void everyItemIsInOneClusterWhateverTheSeeds() {
        Streams stream = Streams.of(3);
        for (Seeds seeds : List.of(Seeds.FARTHEST_FIRST, Seeds.plusPlus(1), Seeds.plusPlus(2))) {
            List<AdjacentGroup> clusters = OrderedKMeans.cluster(stream.items(), 64, seeds);
            List<Integer> members =
                    clusters.stream().flatMap(each -> each.members().stream()).toList();
            assertEquals(Streams.ITEMS, members.size());
            assertEquals(Streams.ITEMS, new HashSet<>(members).size());
            assertEquals(
                    clusters,
                    clusters.stream()
                            .sorted(Comparator.comparingDouble(AdjacentGroup::meanTime))
                            .toList());
        }
        assertEquals(
                members(OrderedKMeans.cluster(stream.items(), 64, Seeds.plusPlus(1))),
                members(OrderedKMeans.cluster(stream.items(), 64, Seeds.plusPlus(1))));
    }

    @Test
    void rareScenesGetClustersOfTheirOwn() {
        for (int seed = 1; seed <= 5; seed++) {
            Streams stream = Streams.of(seed);
            assertTrue(stream.coverage(OrderedKMeans.cluster(stream.items(), 64)) >= 0.98, "seed " + seed);
        }
    }
}
