package dev.memcore.papers.cluster;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Shares;
import dev.memcore.consolidation.arithmetic.Vectors;
import dev.memcore.consolidation.cluster.AdjacentGroup;
import dev.memcore.consolidation.cluster.AdjacentMerge;
import dev.memcore.consolidation.cluster.OrderedKMeans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selects items that represent clusters: those nearest to the means of the heaviest clusters (the "k-large retrieve" of
 * Flash-VStream, Zhang et al., 2024). O(n d + n log n + count * clusters).
 */
public final class Exemplars {
    private Exemplars() {}

    /**
     * Selects items. Their number per cluster is proportional to its weight. Of a cluster, the items nearest to its
     * mean are selected.
     *
     * @param items the items of which the clusters were made
     * @param clusters those of {@link OrderedKMeans} or {@link AdjacentMerge}
     * @param count the number of items, not negative; if there are fewer, all are selected
     * @return the selected items, in the given order
     */
    public static List<AdjacentGroup> nearest(List<AdjacentGroup> items, List<AdjacentGroup> clusters, int count) {
        Arguments.atLeast(count, 0, "count");
        Arguments.allPresent(items, "items");
        Arguments.allPresent(clusters, "clusters");
        List<List<AdjacentGroup>> parts = parts(items, clusters);
        double[] weights = clusters.stream().mapToDouble(AdjacentGroup::weight).toArray();
        int[] most = parts.stream().mapToInt(List::size).toArray();
        int[] shares = Shares.inProportion(count, weights, most);
        Set<AdjacentGroup> chosen = new HashSet<>();
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
    private static List<List<AdjacentGroup>> parts(List<AdjacentGroup> items, List<AdjacentGroup> clusters) {
        Map<Integer, List<AdjacentGroup>> byMember = new HashMap<>();
        List<List<AdjacentGroup>> parts = new ArrayList<>();
        for (AdjacentGroup cluster : clusters) {
            List<AdjacentGroup> part = new ArrayList<>();
            parts.add(part);
            cluster.members().forEach(member -> byMember.put(member, part));
        }
        for (AdjacentGroup item : items) {
            List<AdjacentGroup> part = byMember.get(item.members().getFirst());
            if (part != null) {
                part.add(item);
            }
        }
        return parts;
    }
}
