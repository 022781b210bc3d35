package dev.memcore.consolidation.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.MemoryException;
import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AdjacentMergeTest {
    private static List<AdjacentGroup> at(double... angles) {
        List<AdjacentGroup> segments = new ArrayList<>();
        for (double angle : angles) {
            int number = segments.size();
            segments.add(AdjacentGroup.of(new double[] {Math.cos(angle), Math.sin(angle)}, number, number));
        }
        return segments;
    }

    private static List<List<Integer>> members(List<AdjacentGroup> segments) {
        return segments.stream().map(AdjacentGroup::members).toList();
    }

    @Test
    void theMostSimilarNeighboursAreMergedNotTheLeast() {
        List<AdjacentGroup> three = at(0, 0.1, 1.5);
        List<AdjacentGroup> two = AdjacentMerge.merge(three, 2);
        assertEquals(List.of(List.of(0, 1), List.of(2)), members(two));
        assertEquals(2, two.getFirst().weight());
        assertEquals(0.5, two.getFirst().meanTime());
        assertArrayEquals(
                new double[] {(1 + Math.cos(0.1)) / 2, Math.sin(0.1) / 2},
                two.getFirst().centroid(),
                1e-15);
    }

    @Test
    void onlyNeighboursAreMergedAndTheOrderStays() {
        assertEquals(List.of(List.of(0), List.of(1, 2), List.of(3)), members(AdjacentMerge.merge(at(0, 1, 1.4, 0), 3)));
        assertEquals(List.of(List.of(0, 1, 2, 3)), members(AdjacentMerge.merge(at(0, 1, 2, 0), 1)));
    }

    @Test
    void meansAreByWeight() {
        AdjacentGroup heavy = new AdjacentGroup(new double[] {1, 0}, 3, 0, List.of(7));
        AdjacentGroup light = new AdjacentGroup(new double[] {0, 1}, 1, 4, List.of(8));
        AdjacentGroup both = AdjacentMerge.merge(List.of(heavy, light), 1).getFirst();
        assertArrayEquals(new double[] {0.75, 0.25}, both.centroid());
        assertEquals(1, both.meanTime());
        assertEquals(List.of(7, 8), both.members());
    }

    @Test
    void ofEquallySimilarPairsTheFirstIsMergedAndZerosAreLikeNothing() {
        assertEquals(List.of(List.of(0, 1), List.of(2)), members(AdjacentMerge.merge(at(0, 0, 0), 2)));
        List<AdjacentGroup> segments = new ArrayList<>(at(0, 1.5));
        segments.addFirst(AdjacentGroup.of(new double[2], -1, -1));
        assertEquals(List.of(List.of(-1), List.of(0, 1)), members(AdjacentMerge.merge(segments, 2)));
    }

    @Test
    void whatIsApartStaysApart() {
        AdjacentMerge merge = new AdjacentMerge(at(0, 0, 0, 0), place -> place == 1);
        merge.join(merge.mostSimilar().orElseThrow());
        merge.join(merge.mostSimilar().orElseThrow());
        assertTrue(merge.mostSimilar().isEmpty());
        assertEquals(List.of(List.of(0, 1), List.of(2, 3)), members(merge.segments()));
    }

    @Test
    void theHeapDoesWhatComparingAllDoes() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] angles = random.doubles(60, 0, 6).toArray();
            int capacity = random.nextInt(1, 60);
            assertEquals(
                    members(comparingAll(at(angles), capacity)), members(AdjacentMerge.merge(at(angles), capacity)));
        }
    }

    private static List<AdjacentGroup> comparingAll(List<AdjacentGroup> segments, int capacity) {
        List<AdjacentGroup> left = new ArrayList<>(segments);
        while (left.size() > capacity) {
            int best = 0;
            for (int i = 1; i < left.size() - 1; i++) {
                best = similarity(left, i) > similarity(left, best) + 1e-12 ? i : best;
            }
            left.set(best, AdjacentGroup.together(left.subList(best, best + 2)));
            left.remove(best + 1);
        }
        return left;
    }

    private static double similarity(List<AdjacentGroup> segments, int i) {
        return Vectors.cosine(segments.get(i).centroid(), segments.get(i + 1).centroid());
    }

    @Test
    void rareScenesOfAStreamRemain() {
        for (int seed = 1; seed <= 5; seed++) {
            Streams stream = Streams.of(seed);
            assertTrue(stream.coverage(AdjacentMerge.merge(stream.items(), 64)) >= 0.98, "at once, seed " + seed);
            List<AdjacentGroup> kept = List.of();
            for (AdjacentGroup item : stream.items()) {
                List<AdjacentGroup> more = new ArrayList<>(kept);
                more.add(item);
                kept = AdjacentMerge.merge(more, 64);
            }
            assertTrue(stream.coverage(kept) >= 0.98, "one after another, seed " + seed);
            assertTrue(stream.coverage(stream.items().subList(Streams.ITEMS - 64, Streams.ITEMS)) < 0.7, "the newest");
        }
    }

    @Test
    void manyAreMergedInTime() {
        SplittableRandom random = new SplittableRandom(1);
        List<AdjacentGroup> many = at(random.doubles(100_000, 0, 6).toArray());
        assertEquals(10, AdjacentMerge.merge(many, 10).size());
    }

    @Test
    void badInputIsRefused() {
        assertThrows(MemoryException.class, () -> AdjacentMerge.merge(at(0, 1), 0));
        assertThrows(MemoryException.class, () -> AdjacentGroup.of(new double[] {Double.NaN}, 0, 0));
        assertThrows(MemoryException.class, () -> new AdjacentGroup(new double[1], 0, 0, List.of()));
        assertThrows(
                MemoryException.class,
                () -> AdjacentGroup.together(List.of(at(0).getFirst(), AdjacentGroup.of(new double[3], 0, 1))));
    }
}
