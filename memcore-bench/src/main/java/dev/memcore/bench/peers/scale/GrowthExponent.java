package dev.memcore.bench.peers.scale;

import java.util.Map;

/**
 * The exponent e of the curve y = c x^e through measured points: the slope of the least squares line through their
 * logarithms.
 */
final class GrowthExponent {
    private GrowthExponent() {}

    /** Returns the exponent; NaN if there are less than two points. */
    static double of(Map<Double, Double> points) {
        double meanX = mean(points.keySet());
        double meanY = mean(points.values());
        double covariance = 0;
        double variance = 0;
        for (Map.Entry<Double, Double> point : points.entrySet()) {
            double x = Math.log(point.getKey()) - meanX;
            covariance += x * (Math.log(point.getValue()) - meanY);
            variance += x * x;
        }
        return covariance / variance;
    }

    private static double mean(Iterable<Double> values) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            sum += Math.log(value);
            count++;
        }
        return sum / count;
    }
}
