package dev.memcore.bench.peers;

import dev.memcore.bench.perf.Sample;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names of measured figures in JSON. */
final class Figures {
    static final String P50 = "p50Millis";
    static final String P95 = "p95Millis";
    static final String P99 = "p99Millis";
    static final String PER_SECOND = "perSecond";
    static final String ALLOCATED = "allocatedKb";
    /** The mean processor time of a search. */
    static final String CPU = "cpuMillis";

    static final String NEAREST = "recallAt10";
    static final String EVIDENCE = "evidenceAt10";
    static final String COUNT = "n";

    /** The quantile 0.975 of the normal distribution. */
    private static final double NORMAL_95 = 1.96;

    private Figures() {}

    /**
     * The number and the quantiles of a sample. The interval of the median has a confidence of 95 %: the ranks within 1.96
     * standard deviations of the binomial distribution around the middle.
     */
    static Map<String, Object> of(Sample sample) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(P50, sample.millis(0.5));
        figures.put(P95, sample.millis(0.95));
        figures.put(P99, sample.millis(0.99));
        figures.put("maxMillis", sample.millis(1));
        double deviation = NORMAL_95 / 2 / Math.sqrt(sample.size());
        figures.put("p50LowMillis", sample.millis(Math.max(0, 0.5 - deviation)));
        figures.put("p50HighMillis", sample.millis(Math.min(1, 0.5 + deviation)));
        figures.put(COUNT, sample.size());
        return figures;
    }

    /** The same with a prefix before each name, such as {@code alone}. */
    static Map<String, Object> of(String prefix, Sample sample) {
        Map<String, Object> figures = new LinkedHashMap<>();
        of(sample).forEach((name, value) -> figures.put(prefixed(prefix, name), value));
        return figures;
    }

    private static String prefixed(String prefix, String name) {
        return prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
