package dev.memcore.bench.perf;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Measured durations, in nanoseconds. */
public final class Sample {
    private final long[] sorted;

    /** Creates a sample from a copy of the measurements. */
    public Sample(long[] nanos) {
        this.sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** The number of measurements. */
    public int size() {
        return sorted.length;
    }

    /** Returns the duration below which the given share of all durations is, in milliseconds; NaN if there are none. */
    public double millis(double quantile) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)] / 1e6;
    }

    /** The number and the quantiles in milliseconds, by name. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("n", size());
        json.put("p50", millis(0.5));
        json.put("p95", millis(0.95));
        json.put("p99", millis(0.99));
        json.put("max", millis(1));
        return json;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.2f  p95 %.2f  p99 %.2f ms  (n %d)",
                millis(0.5),
                millis(0.95),
                millis(0.99),
                size());
    }
}
