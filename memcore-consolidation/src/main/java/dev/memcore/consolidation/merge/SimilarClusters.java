package dev.memcore.consolidation.merge;

import dev.memcore.api.MemoryId;
import dev.memcore.consolidation.arithmetic.Shares;
import dev.memcore.consolidation.cluster.AdjacentGroup;
import dev.memcore.consolidation.cluster.OrderedKMeans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Merges clusters of similar memories regardless of time (Flash-VStream, Zhang et al., 2024): {@link OrderedKMeans} in
 * each group. The number of clusters of a group is proportional to its weight, and at least one. O(n * clusters) for
 * each of ten rounds. A cluster that exceeds the parts of a merge, or the budget, is merged in part, beginning with its
 * earliest memories; later requests merge the rest.
 */
final class SimilarClusters implements MergePlan {
    @Override
    public String what() {
        return "clusters";
    }

    @Override
    public boolean acrossSessions() {
        return true;
    }

    @Override
    public List<List<MemoryId>> merges(Mergeable mergeable, int target, int limit, int most) {
        List<List<MemoryId>> merges = new ArrayList<>();
        int left = limit;
        for (AdjacentGroup cluster : clusters(mergeable, target)) {
            int parts = Math.min(Math.min(cluster.members().size(), most), left - 1);
            if (parts > 1) {
                merges.add(cluster.members().stream()
                        .limit(parts)
                        .map(mergeable::id)
                        .toList());
                left -= parts + 1;
            }
        }
        return merges;
    }

    /** The clusters of all groups, in order of mean time. */
    private static List<AdjacentGroup> clusters(Mergeable mergeable, int target) {
        List<List<AdjacentGroup>> groups = groups(mergeable);
        double[] weights = groups.stream().mapToDouble(SimilarClusters::weight).toArray();
        int[] sizes = groups.stream().mapToInt(List::size).toArray();
        int[] shares = Shares.atLeastOne(target, weights, sizes);
        return IntStream.range(0, shares.length)
                .filter(i -> shares[i] < sizes[i])
                .boxed()
                .flatMap(i -> OrderedKMeans.cluster(groups.get(i), shares[i]).stream())
                .sorted(Comparator.comparingDouble(AdjacentGroup::meanTime))
                .toList();
    }

    private static List<List<AdjacentGroup>> groups(Mergeable mergeable) {
        List<List<AdjacentGroup>> groups = new ArrayList<>();
        List<AdjacentGroup> segments = mergeable.segments();
        for (int place = 0; place < segments.size(); place++) {
            if (mergeable.group(place) == groups.size()) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(segments.get(place));
        }
        return groups;
    }

    private static double weight(List<AdjacentGroup> group) {
        return group.stream().mapToDouble(AdjacentGroup::weight).sum();
    }
}
