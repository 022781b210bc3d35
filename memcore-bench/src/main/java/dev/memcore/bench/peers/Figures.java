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

    private Figures() {}

    /** The number and the quantiles of a sample. */
    static Map<String, Object> of(Sample sample) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(P50, sample.millis(0.5));
        figures.put(P95, sample.millis(0.95));
        figures.put(P99, sample.millis(0.99));
        figures.put("maxMillis", sample.millis(1));
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
