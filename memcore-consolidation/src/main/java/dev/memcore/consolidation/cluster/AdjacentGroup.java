package dev.memcore.consolidation.cluster;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A vector that represents one item or several: their weighted mean, and the numbers of the items.
 *
 * @param centroid the mean; must not be modified
 * @param weight the sum of the weights, positive: usually the number of items
 * @param meanTime the weighted mean of the items' times, in any unit
 * @param members the items, by numbers that the caller assigned; each is in one group only
 */
@SuppressWarnings("ArrayRecordComponent") // equality by array identity is intended
public record AdjacentGroup(double[] centroid, double weight, double meanTime, List<Integer> members) {
    /** Validates the numbers and copies the members. */
    public AdjacentGroup {
        Arguments.vector(centroid, Arguments.present(centroid, "centroid").length, "centroid");
        Arguments.positive(weight, "weight");
        Arguments.finite(meanTime, "meanTime");
        members = List.copyOf(Arguments.allPresent(members, "members"));
    }

    /** A group of one item with weight 1. */
    public static AdjacentGroup of(double[] vector, double time, int member) {
        return new AdjacentGroup(vector, 1, time, List.of(member));
    }

    /**
     * The union of groups: their weighted mean, and their members in order. O(groups * length).
     *
     * @param parts at least one, of vectors of the same length
     */
    public static AdjacentGroup together(Collection<AdjacentGroup> parts) {
        double[] sum =
                new double[Arguments.allPresent(parts, "parts").iterator().next().centroid.length];
        double weight = 0;
        double time = 0;
        List<Integer> members = new ArrayList<>();
        for (AdjacentGroup part : parts) {
            Vectors.add(sum, part.weight, Arguments.vector(part.centroid, sum.length, "a centroid"));
            weight += part.weight;
            time += part.weight * part.meanTime;
            members.addAll(part.members);
        }
        return new AdjacentGroup(Vectors.scaled(1 / weight, sum), weight, time / weight, members);
    }
}
