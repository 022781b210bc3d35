package dev.memcore.consolidation.cluster;

import dev.memcore.api.check.Arguments;
import java.util.Arrays;

/**
 * A mixture of two normal distributions in one dimension, fitted by expectation and maximisation (Dempster, Laird and
 * Rubin, 1977). It separates the similarities of related items from the others (MemGAS: Xu et al., From Single to
 * Multi-Granularity, 2025).
 *
 * <p>The initial components split the sorted values in two so that the squared distances from the two means are least.
 * So the result is deterministic. Ends when the log likelihood of a value gains less than 1e-9, or after {@value
 * #ITERATIONS} rounds. Variances stay above 1e-6 (as scikit-learn's {@code reg_covar}, which MemGAS's code uses). O(n
 * log n + n * rounds).
 *
 * @param low the component of the lesser mean
 * @param high the other component; the same as low if all values are equal
 */
public record TwoGaussians(Component low, Component high) {
    /** Checks that both components are given. */
    public TwoGaussians {
        Arguments.present(low, "low");
        Arguments.present(high, "high");
    }

    /** The maximum number of rounds. */
    public static final int ITERATIONS = 200;

    private static final double LEAST_VARIANCE = 1e-6;
    private static final double LEAST_GAIN = 1e-9;

    /**
     * One of the two distributions.
     *
     * @param weight its share of the values, in [0, 1]
     */
    public record Component(double weight, double mean, double variance) {
        private double logDensity(double value) {
            double distance = value - mean;
            return Math.log(weight) - 0.5 * (Math.log(2 * Math.PI * variance) + distance * distance / variance);
        }
    }

    /**
     * Fits the mixture to values.
     *
     * @param values at least one, all finite, in any order
     */
    public static TwoGaussians fit(double... values) {
        Arguments.atLeast(Arguments.present(values, "values").length, 1, "the number of values");
        double[] sorted = Arguments.vector(values, values.length, "values").clone();
        Arrays.sort(sorted);
        if (sorted[0] == sorted[sorted.length - 1]) {
            Component all = new Component(1, sorted[0], LEAST_VARIANCE);
            return new TwoGaussians(all, all);
        }
        TwoGaussians fitted = start(sorted);
        double likelihood = Double.NEGATIVE_INFINITY;
        for (int round = 0; round < ITERATIONS; round++) {
            double before = likelihood;
            likelihood = fitted.logLikelihood(sorted);
            if (likelihood - before < LEAST_GAIN * sorted.length) {
                return fitted;
            }
            fitted = fitted.next(sorted);
        }
        return fitted;
    }

    /** Returns whether there are two groups: false if all values were equal. */
    public boolean separates() {
        return low.mean < high.mean;
    }

    /**
     * Returns whether a value is more likely to belong to the upper component. A value not above the lower mean never
     * belongs to it, and a value not below the upper mean always does, whatever the variances. Returns false for all
     * values if there are no two groups.
     */
    public boolean isUpper(double value) {
        return separates() && value > low.mean && (value >= high.mean || upperShare(value) > 0.5);
    }

    private double upperShare(double value) {
        return 1 / (1 + Math.exp(low.logDensity(value) - high.logDensity(value)));
    }

    private double logLikelihood(double[] values) {
        double sum = 0;
        for (double value : values) {
            double a = low.logDensity(value);
            double b = high.logDensity(value);
            double greater = Math.max(a, b);
            sum += greater + Math.log(Math.exp(a - greater) + Math.exp(b - greater));
        }
        return sum;
    }

    private TwoGaussians next(double[] values) {
        double[] upper = Arrays.stream(values).map(this::upperShare).toArray();
        double[] lower = Arrays.stream(upper).map(share -> 1 - share).toArray();
        if (Arrays.stream(upper).sum() == 0 || Arrays.stream(lower).sum() == 0) {
            return this;
        }
        Component a = component(values, lower);
        Component b = component(values, upper);
        return a.mean <= b.mean ? new TwoGaussians(a, b) : new TwoGaussians(b, a);
    }

    private static Component component(double[] values, double[] shares) {
        double weight = 0;
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            weight += shares[i];
            sum += shares[i] * values[i];
        }
        double mean = sum / weight;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            squares += shares[i] * (values[i] - mean) * (values[i] - mean);
        }
        return new Component(weight / values.length, mean, squares / weight + LEAST_VARIANCE);
    }

    /**
     * The best cut of the sorted values: the one with the least sum of squared distances from the two means. It is also
     * the best of all divisions into two groups, because the best division separates low from high values.
     */
    private static TwoGaussians start(double[] sorted) {
        double total = Arrays.stream(sorted).sum();
        double below = 0;
        double best = Double.NEGATIVE_INFINITY;
        int cut = 1;
        for (int i = 1; i < sorted.length; i++) {
            below += sorted[i - 1];
            double above = total - below;
            // maximizing the squares between the groups minimizes those within them
            double between = below * below / i + above * above / (sorted.length - i);
            if (between > best) {
                best = between;
                cut = i;
            }
        }
        double[] upper = new double[sorted.length];
        Arrays.fill(upper, cut, sorted.length, 1);
        double[] lower = new double[sorted.length];
        Arrays.fill(lower, 0, cut, 1);
        return new TwoGaussians(component(sorted, lower), component(sorted, upper));
    }
}
