package dev.memcore.consolidation.cluster;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Weighted k-means with clusters ordered by their mean time, as in the context memory of Flash-VStream (Zhang et al.,
 * 2024). Runs at most {@value #ITERATIONS} rounds and ends earlier when no mean moves by more than {@value #TOLERANCE}.
 * Distances are Euclidean; for cosines pass vectors of unit length. O(n k d) per round; stateless.
 */
public final class OrderedKMeans {
    /** The maximum number of rounds. */
    public static final int ITERATIONS = 10;

    /** The distance of a move of a mean below which the mean counts as unmoved. */
    public static final double TOLERANCE = 1e-4;

    private static final Comparator<AdjacentGroup> BY_TIME = Comparator.comparingDouble(AdjacentGroup::meanTime)
            .thenComparing(segment -> segment.members().getFirst());

    private OrderedKMeans() {}

    /** Clusters with {@link Seeds#FARTHEST_FIRST}; random seeds miss rare groups. */
    public static List<AdjacentGroup> cluster(List<AdjacentGroup> segments, int k) {
        return cluster(segments, k, Seeds.FARTHEST_FIRST);
    }

    /**
     * Returns at most k clusters. There are fewer if there are fewer distinct vectors, or if a cluster has lost all its
     * members.
     *
     * @param segments each with at least one member
     * @param k positive
     * @return the clusters in order of mean time; the members of each in the given order
     */
    public static List<AdjacentGroup> cluster(List<AdjacentGroup> segments, int k, Seeds seeds) {
        Arguments.atLeast(k, 1, "k");
        Arguments.present(seeds, "seeds");
        if (Arguments.allPresent(segments, "segments").isEmpty()) {
            return List.of();
        }
        List<double[]> means = new ArrayList<>();
        seeds.places(segments, k).forEach(place -> means.add(segments.get(place).centroid()));
        List<List<AdjacentGroup>> clusters = assigned(segments, means);
        for (int round = 1; round < ITERATIONS && move(means, clusters) > TOLERANCE; round++) {
            clusters = assigned(segments, means);
        }
        return clusters.stream()
                .filter(cluster -> !cluster.isEmpty())
                .map(AdjacentGroup::together)
                .sorted(BY_TIME)
                .toList();
    }

    private static List<List<AdjacentGroup>> assigned(List<AdjacentGroup> segments, List<double[]> means) {
        List<List<AdjacentGroup>> clusters = new ArrayList<>();
        means.forEach(mean -> clusters.add(new ArrayList<>()));
        for (AdjacentGroup segment : segments) {
            clusters.get(nearest(segment.centroid(), means)).add(segment);
        }
        return clusters;
    }

    private static int nearest(double[] vector, List<double[]> means) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < means.size(); i++) {
            double distance = Vectors.squaredDistance(vector, means.get(i));
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    /** Moves each mean to the mean of its cluster; a mean without members stays. Returns the longest move. */
    private static double move(List<double[]> means, List<List<AdjacentGroup>> clusters) {
        double most = 0;
        for (int i = 0; i < means.size(); i++) {
            if (!clusters.get(i).isEmpty()) {
                double[] mean = AdjacentGroup.together(clusters.get(i)).centroid();
                most = Math.max(most, Vectors.squaredDistance(mean, means.get(i)));
                means.set(i, mean);
            }
        }
        return Math.sqrt(most);
    }
}
