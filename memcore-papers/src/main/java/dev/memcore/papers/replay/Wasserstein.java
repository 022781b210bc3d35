package dev.memcore.papers.replay;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Chance;
import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.Arrays;
import java.util.List;

/** Computes Wasserstein distances: the least total movement that turns one set of points into another. */
public final class Wasserstein {
    /** The number of directions of {@link #sliced}. */
    public static final int SLICES = 32;

    private Wasserstein() {}

    /**
     * Returns the distance of order 1 between two sets of numbers: the area between their distribution functions
     * (Vallender, 1973). All numbers of a set have the same weight. O(n log n).
     */
    public static double between(double[] a, double[] b) {
        double[] first = sorted(a);
        double[] second = sorted(b);
        double area = 0;
        double share = 0; // the share of both sets covered so far
        int i = 0;
        int j = 0;
        while (i < first.length && j < second.length) {
            double endOfA = (i + 1.0) / first.length;
            double endOfB = (j + 1.0) / second.length;
            double end = Math.min(endOfA, endOfB);
            area += (end - share) * Math.abs(first[i] - second[j]);
            share = end;
            i += endOfA <= end ? 1 : 0;
            j += endOfB <= end ? 1 : 0;
        }
        return area;
    }

    /**
     * Returns the mean of the distances along {@value #SLICES} random directions (Rabin et al., Wasserstein Barycenter
     * and its Application to Texture Mixing, 2011).
     */
    public static double sliced(List<double[]> a, List<double[]> b, long seed) {
        Arguments.allPresent(a, "a");
        Arguments.allPresent(b, "b");
        Arguments.atLeast(Math.min(a.size(), b.size()), 1, "the number of vectors");
        Chance chance = new Chance(seed);
        double sum = 0;
        for (int slice = 0; slice < SLICES; slice++) {
            double[] direction = direction(chance, a.getFirst().length);
            sum += between(along(direction, a), along(direction, b));
        }
        return sum / SLICES;
    }

    private static double[] direction(Chance chance, int length) {
        double[] direction = new double[length];
        Arrays.setAll(direction, i -> chance.nextGaussian());
        return Vectors.unit(direction);
    }

    private static double[] along(double[] direction, List<double[]> vectors) {
        return vectors.stream()
                .mapToDouble(vector -> Vectors.dot(direction, Arguments.vector(vector, direction.length, "a vector")))
                .toArray();
    }

    private static double[] sorted(double[] values) {
        Arguments.atLeast(Arguments.present(values, "values").length, 1, "the number of values");
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
