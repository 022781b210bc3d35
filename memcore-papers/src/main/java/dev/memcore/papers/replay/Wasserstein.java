package dev.memcore.papers.replay;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Chance;
import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.Arrays;
import java.util.List;

/** How far apart two sets of points are: how much must be moved how far to make the one out of the other. */
public final class Wasserstein {
    /** Over how many directions {@link #sliced} takes the mean. */
    public static final int SLICES = 32;

    private Wasserstein() {}

    /**
     * The distance of order 1 between two sets of numbers, each number of the same weight within its set: the area between their
     * distribution functions (Vallender, 1973). O(n log n).
     */
    public static double between(double[] a, double[] b) {
        double[] first = sorted(a);
        double[] second = sorted(b);
        double area = 0;
        double share = 0; // of either set, up to which the area is known
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
     * The mean of the distances along {@value #SLICES} random directions (Rabin et al., Wasserstein Barycenter and its Application to
     * Texture Mixing, 2011).
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
