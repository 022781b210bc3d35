package dev.memcore.consolidation.cluster;

import dev.memcore.consolidation.arithmetic.Checks;
import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A vector that stands for one item or for many: their weighted mean, and who they are.
 *
 * @param centroid the mean; not to be changed by anybody
 * @param weight the sum of the weights, positive: usually how many items
 * @param meanTime the weighted mean of the items' times, in any unit
 * @param members the items, by numbers of the caller's, each of which stands in one segment
 */
@SuppressWarnings("ArrayRecordComponent") // a number per dimension; two are the same if their array is
public record Segment(double[] centroid, double weight, double meanTime, List<Integer> members) {
    /** Checks the numbers, and copies the members. */
    public Segment {
        Checks.vector(centroid, Checks.present(centroid, "centroid").length, "centroid");
        Checks.positive(weight, "weight");
        Checks.finite(meanTime, "meanTime");
        members = List.copyOf(Checks.allPresent(members, "members"));
    }

    /** One item of weight 1. */
    public static Segment of(double[] vector, double time, int member) {
        return new Segment(vector, 1, time, List.of(member));
    }

    /**
     * What segments are together: their mean by weight, their members one after another. O(segments * length).
     *
     * @param parts at least one, of vectors of the same length
     */
    public static Segment together(Collection<Segment> parts) {
        double[] sum = new double[Checks.allPresent(parts, "parts").iterator().next().centroid.length];
        double weight = 0;
        double time = 0;
        List<Integer> members = new ArrayList<>();
        for (Segment part : parts) {
            Vectors.add(sum, part.weight, Checks.vector(part.centroid, sum.length, "a centroid"));
            weight += part.weight;
            time += part.weight * part.meanTime;
            members.addAll(part.members);
        }
        return new Segment(Vectors.scaled(1 / weight, sum), weight, time / weight, members);
    }
}
