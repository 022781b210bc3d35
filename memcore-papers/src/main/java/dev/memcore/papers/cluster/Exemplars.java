package dev.memcore.papers.cluster;

import dev.memcore.consolidation.arithmetic.Checks;
import dev.memcore.consolidation.arithmetic.Shares;
import dev.memcore.consolidation.arithmetic.Vectors;
import dev.memcore.consolidation.cluster.AdjacentMerge;
import dev.memcore.consolidation.cluster.OrderedKMeans;
import dev.memcore.consolidation.cluster.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Items that are kept as they are beside the clusters made of them: those nearest to the heaviest means (the "k-large retrieve" of
 * Flash-VStream, Zhang et al., 2024). O(n d + n log n + count * clusters).
 */
public final class Exemplars {
    private Exemplars() {}

    /**
     * Chooses items: how many of a cluster, is in proportion to its weight; which, by their distance from its mean.
     *
     * @param items what the clusters were made of
     * @param clusters those of {@link OrderedKMeans} or {@link AdjacentMerge}
     * @param count how many items, not negative; all, if there are no more
     * @return in the order given
     */
    public static List<Segment> nearest(List<Segment> items, List<Segment> clusters, int count) {
        Checks.atLeast(count, 0, "count");
        Checks.allPresent(items, "items");
        Checks.allPresent(clusters, "clusters");
        List<List<Segment>> parts = parts(items, clusters);
        double[] weights = clusters.stream().mapToDouble(Segment::weight).toArray();
        int[] most = parts.stream().mapToInt(List::size).toArray();
        int[] shares = Shares.inProportion(count, weights, most);
        Set<Segment> chosen = new HashSet<>();
        for (int i = 0; i < shares.length; i++) {
            double[] mean = clusters.get(i).centroid();
            parts.get(i).stream()
                    .sorted(Comparator.comparingDouble(item -> Vectors.squaredDistance(item.centroid(), mean)))
                    .limit(shares[i])
                    .forEach(chosen::add);
        }
        return items.stream().filter(chosen::contains).toList();
    }

    /** The items of each cluster. */
    private static List<List<Segment>> parts(List<Segment> items, List<Segment> clusters) {
        Map<Integer, List<Segment>> byMember = new HashMap<>();
        List<List<Segment>> parts = new ArrayList<>();
        for (Segment cluster : clusters) {
            List<Segment> part = new ArrayList<>();
            parts.add(part);
            cluster.members().forEach(member -> byMember.put(member, part));
        }
        for (Segment item : items) {
            List<Segment> part = byMember.get(item.members().getFirst());
            if (part != null) {
                part.add(item);
            }
        }
        return parts;
    }
}
