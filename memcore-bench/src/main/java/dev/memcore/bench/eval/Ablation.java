package dev.memcore.bench.eval;

import dev.memcore.bench.harness.Terminal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a signal is worth: the same run without it, and the differences question by question.
 *
 * @param signal the signal
 * @param without the answers without it, to the questions that make the set's figure
 * @param differences of every metric by its key, without it minus with it: below 0 where it helps
 */
record Ablation(String signal, Outcomes without, Map<String, Difference> differences) {
    /** A mean over pairs of answers, and its 95 % interval. */
    record Difference(double mean, Bootstrap.Interval interval) {}

    static Ablation of(String signal, Outcomes full, Outcomes without, long seed) {
        Map<String, Difference> differences = new LinkedHashMap<>();
        for (Metric metric : full.metrics()) {
            List<double[]> clusters =
                    full.clusters(i -> metric.of().applyAsDouble(without.all().get(i))
                            - metric.of().applyAsDouble(full.all().get(i)));
            double mean =
                    clusters.stream().flatMapToDouble(Arrays::stream).average().orElse(Double.NaN);
            differences.put(metric.key(), new Difference(mean, Bootstrap.of(clusters, seed)));
        }
        return new Ablation(signal, without, differences);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("without", signal);
        json.put("n", without.size());
        json.putAll(Report.figures(without));
        Map<String, Object> pairs = new LinkedHashMap<>();
        differences.forEach((key, difference) -> {
            Map<String, Object> pair = new LinkedHashMap<>();
            pair.put("mean", difference.mean());
            pair.put("confidence", difference.interval().asList());
            pairs.put(key, pair);
        });
        json.put("difference", pairs);
        return json;
    }

    void print(Terminal out) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-26s %5d", signal, without.size()));
        differences.forEach((key, difference) -> line.append(String.format(
                Locale.ROOT,
                "  %s %+.1f [%+.1f, %+.1f]",
                key,
                100 * difference.mean(),
                100 * difference.interval().low(),
                100 * difference.interval().high())));
        out.line(line.toString());
    }
}
