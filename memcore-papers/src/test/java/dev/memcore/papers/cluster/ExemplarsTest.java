package dev.memcore.papers.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.error.MemoryException;
import dev.memcore.consolidation.cluster.AdjacentGroup;
import dev.memcore.consolidation.cluster.OrderedKMeans;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ExemplarsTest {
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
    void exemplarsAreInProportionToWeightAndNearestToTheMean() {
        List<AdjacentGroup> items = on(0, 0.5, 1, 1.5, 2, 2.5, 9, 10, 11);
        List<AdjacentGroup> clusters = OrderedKMeans.cluster(items, 2);
        assertEquals("[[2], [3], [7]]", members(Exemplars.nearest(items, clusters, 3)));
        assertEquals("[]", members(Exemplars.nearest(items, clusters, 0)));
        assertEquals(items, Exemplars.nearest(items, clusters, 100));
        assertThrows(MemoryException.class, () -> Exemplars.nearest(items, clusters, -1));
    }

    /** Twenty scenes of 5 to 195 items around means of their own. */
    private static List<AdjacentGroup> scenes() {
        SplittableRandom random = new SplittableRandom(2);
        List<AdjacentGroup> items = new ArrayList<>();
        for (int scene = 0; scene < 20; scene++) {
            for (int item = 0; item < 5 + 10 * scene; item++) {
                double[] vector = {10 * scene + random.nextDouble(), random.nextDouble()};
                items.add(AdjacentGroup.of(vector, items.size(), items.size()));
            }
        }
        return items;
    }

    @Test
    void theNumberOfExemplarsOfASceneFollowsItsLength() {
        List<AdjacentGroup> items = scenes();
        List<AdjacentGroup> clusters = OrderedKMeans.cluster(items, 20);
        List<AdjacentGroup> exemplars = Exemplars.nearest(items, clusters, 200);
        assertEquals(200, exemplars.size());
        for (AdjacentGroup cluster : clusters) {
            double expected = 200 * cluster.weight() / items.size();
            double kept = exemplars.stream()
                    .filter(each -> cluster.members().containsAll(each.members()))
                    .count();
            assertEquals(expected, kept, 1);
        }
    }
}
