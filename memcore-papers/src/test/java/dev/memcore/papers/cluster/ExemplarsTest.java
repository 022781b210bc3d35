package dev.memcore.papers.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.MemoryException;
import dev.memcore.consolidation.cluster.OrderedKMeans;
import dev.memcore.consolidation.cluster.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ExemplarsTest {
    private static List<Segment> on(double... line) {
        List<Segment> segments = new ArrayList<>();
        for (double place : line) {
            segments.add(Segment.of(new double[] {place}, segments.size(), segments.size()));
        }
        return segments;
    }

    private static String members(List<Segment> segments) {
        return segments.stream().map(Segment::members).toList().toString();
    }

    @Test
    void exemplarsAreInProportionToWeightAndNearestToTheMean() {
        List<Segment> items = on(0, 0.5, 1, 1.5, 2, 2.5, 9, 10, 11);
        List<Segment> clusters = OrderedKMeans.cluster(items, 2);
        assertEquals("[[2], [3], [7]]", members(Exemplars.nearest(items, clusters, 3)));
        assertEquals("[]", members(Exemplars.nearest(items, clusters, 0)));
        assertEquals(items, Exemplars.nearest(items, clusters, 100));
        assertThrows(MemoryException.class, () -> Exemplars.nearest(items, clusters, -1));
    }

    /** Twenty scenes of 5 to 195 items around means of their own. */
    private static List<Segment> scenes() {
        SplittableRandom random = new SplittableRandom(2);
        List<Segment> items = new ArrayList<>();
        for (int scene = 0; scene < 20; scene++) {
            for (int item = 0; item < 5 + 10 * scene; item++) {
                double[] vector = {10 * scene + random.nextDouble(), random.nextDouble()};
                items.add(Segment.of(vector, items.size(), items.size()));
            }
        }
        return items;
    }

    @Test
    void theNumberOfExemplarsOfASceneFollowsItsLength() {
        List<Segment> items = scenes();
        List<Segment> clusters = OrderedKMeans.cluster(items, 20);
        List<Segment> exemplars = Exemplars.nearest(items, clusters, 200);
        assertEquals(200, exemplars.size());
        for (Segment cluster : clusters) {
            double expected = 200 * cluster.weight() / items.size();
            double kept = exemplars.stream()
                    .filter(each -> cluster.members().containsAll(each.members()))
                    .count();
            assertEquals(expected, kept, 1);
        }
    }
}
