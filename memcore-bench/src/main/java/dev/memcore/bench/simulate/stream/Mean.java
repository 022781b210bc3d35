package dev.memcore.bench.simulate.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The mean of independent measurements, and its 95 % confidence interval by Student's t; for a single measurement, the
 * interval is the measurement itself.
 *
 * @param n how many measurements
 */
public record Mean(double value, double low, double high, int n) {
    private static final double UPPER = 0.975;

    static Mean of(List<Double> values) {
        int n = values.size();
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        if (n < 2) {
            return new Mean(mean, mean, mean, n);
        }
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        double error = Math.sqrt(squares / (n - 1) / n);
        double wide = error * new TDistribution(n - 1.0).inverseCumulativeProbability(UPPER);
        return new Mean(mean, mean - wide, mean + wide, n);
    }

    /** Returns half the width of the interval. */
    public double margin() {
        return high - value;
    }

    /** Returns the values as JSON, with the mean under the given name. */
    Map<String, Object> json(String name) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(name, value);
        json.put("low", low);
        json.put("high", high);
        json.put("n", n);
        return json;
    }

    /** Returns the values as a row with a name. */
    public Map<String, Object> row(String name, String measure) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.putAll(json(measure));
        return row;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f  (95 %%: %.3f to %.3f)", value, low, high);
    }
}
