package dev.memcore.bench.eval.measure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The mean difference of two sets of answers to the same questions, by question.
 *
 * @param mean over pairs of answers, in [-1, 1]
 * @param interval its 95 % interval, resampled by group
 */
public record Difference(double mean, Bootstrap.Interval interval) {
    /**
     * Returns the differences of all metrics by key: later minus earlier answers. Both must answer the same questions
     * in the same order.
     */
    public static Map<String, Difference> of(Outcomes earlier, Outcomes later, long seed) {
        Map<String, Difference> differences = new LinkedHashMap<>();
        for (Metric metric : earlier.metrics()) {
            List<double[]> clusters =
                    earlier.clusters(i -> metric.of().applyAsDouble(later.all().get(i))
                            - metric.of().applyAsDouble(earlier.all().get(i)));
            double mean =
                    clusters.stream().flatMapToDouble(Arrays::stream).average().orElse(Double.NaN);
            differences.put(metric.key(), new Difference(mean, Bootstrap.of(clusters, seed)));
        }
        return differences;
    }

    /** Returns the differences as JSON values. */
    public static Map<String, Object> json(Map<String, Difference> differences) {
        Map<String, Object> json = new LinkedHashMap<>();
        differences.forEach((key, difference) -> json.put(
                key,
                Map.of(
                        "mean",
                        difference.mean(),
                        "confidence",
                        difference.interval().asList())));
        return json;
    }

    /** Returns the differences as a line of text, in points. */
    public static String line(Map<String, Difference> differences) {
        return differences.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "  %s %+.1f [%+.1f, %+.1f]",
                        entry.getKey(),
                        100 * entry.getValue().mean(),
                        100 * entry.getValue().interval().low(),
                        100 * entry.getValue().interval().high()))
                .collect(Collectors.joining());
    }
}
