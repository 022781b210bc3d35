package dev.memcore.bench.eval.measure;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The percentile bootstrap over clusters. Whole conversations are drawn with replacement, because the questions of one
 * conversation are correlated (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
 */
public final class Bootstrap {
    private static final int RESAMPLES = 5_000;

    private Bootstrap() {}

    /**
     * The 95 % confidence interval of the mean of all values.
     *
     * @param clusters the values of each conversation; none without values
     * @param seed of the draws: the same seed gives the same interval
     */
    public static Interval of(List<double[]> clusters, long seed) {
        if (clusters.isEmpty()) {
            return new Interval(Double.NaN, Double.NaN);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            long count = 0;
            for (int j = 0; j < clusters.size(); j++) {
                double[] drawn = clusters.get(random.nextInt(clusters.size()));
                sum += Arrays.stream(drawn).sum();
                count += drawn.length;
            }
            means[i] = sum / count;
        }
        Arrays.sort(means);
        return new Interval(means[(int) (RESAMPLES * 0.025)], means[(int) (RESAMPLES * 0.975) - 1]);
    }

    /** The interval from low to high, both included. */
    public record Interval(double low, double high) {
        /** Low, then high. */
        public List<Double> asList() {
            return List.of(low, high);
        }
    }
}
