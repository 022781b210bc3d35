package dev.memcore.consolidation.cluster;

import dev.memcore.consolidation.arithmetic.Chance;
import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The initial means of k-means. O(n k d); safe for use by several threads. */
public final class Seeds {
    /**
     * The heaviest vector first, then always the one farthest from all seeds so far (Gonzalez, Clustering to minimize
     * the maximum intercluster distance, 1985); of equal ones the first. Rare vectors get a seed of their own, and the
     * result is deterministic.
     */
    public static final Seeds FARTHEST_FIRST = new Seeds(null);

    private final @Nullable Long seed;

    private Seeds(@Nullable Long seed) {
        this.seed = seed;
    }

    /**
     * Random seeds, in proportion to weight times squared distance from the seeds so far (Arthur and Vassilvitskii,
     * k-means++: The Advantages of Careful Seeding, 2007).
     */
    public static Seeds plusPlus(long seed) {
        return new Seeds(seed);
    }

    /** The positions of k seeds, or of fewer if there are fewer distinct vectors. */
    List<Integer> places(List<AdjacentGroup> segments, int k) {
        double[] weights = segments.stream().mapToDouble(AdjacentGroup::weight).toArray();
        if (seed == null) {
            return spread(segments, k, greatest(weights), Seeds::greatest);
        }
        Chance chance = new Chance(seed);
        return spread(segments, k, chance.place(weights), distances -> {
            double[] odds = new double[distances.length];
            Arrays.setAll(odds, i -> weights[i] * distances[i]);
            return chance.place(odds);
        });
    }

    /** Chooses a position by squared distances, at least one of which is not 0. */
    private interface Choice {
        int of(double[] distances);
    }

    private static List<Integer> spread(List<AdjacentGroup> segments, int k, int first, Choice choice) {
        double[] distances = new double[segments.size()];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        List<Integer> places = new ArrayList<>(List.of(first));
        while (places.size() < k) {
            double[] latest = segments.get(places.getLast()).centroid();
            for (int i = 0; i < distances.length; i++) {
                double distance = Vectors.squaredDistance(segments.get(i).centroid(), latest);
                distances[i] = Math.min(distances[i], distance);
            }
            if (distances[greatest(distances)] == 0) {
                return places;
            }
            places.add(choice.of(distances));
        }
        return places;
    }

    /** The position of the greatest value; of equal ones the first. */
    private static int greatest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
