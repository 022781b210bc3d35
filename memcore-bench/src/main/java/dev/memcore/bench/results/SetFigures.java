package dev.memcore.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of one set, as {@code eval} wrote them.
 *
 * @param json the object with "dataset", "n", "confidence" and so on
 */
record SetFigures(JsonNode json) {
    /** The one figure by which a set is summed up, by the set's name. */
    private static final Map<String, String> HEADLINES = Map.ofEntries(
            Map.entry("locomo", "10"),
            Map.entry("musique", "5"),
            Map.entry("memorycode", "accuracy"),
            Map.entry("babi", "5"),
            Map.entry("pi", "accuracy"),
            Map.entry("vaswani", "map"),
            Map.entry("beam", "10"),
            Map.entry("lifebench-en", "10"),
            Map.entry("lifebench-zh", "10"),
            Map.entry("xquad-de", "2"),
            Map.entry("xquad-hi", "2"),
            Map.entry("xquad-ru", "2"),
            Map.entry("xquad-zh", "2"));

    String name() {
        return json.path("dataset").asText();
    }

    int n() {
        return json.path("n").asInt();
    }

    /** The keys of the metrics, in the order in which they were reported. */
    List<String> metrics() {
        List<String> keys = new ArrayList<>();
        json.path("confidence").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    String headline() {
        return HEADLINES.getOrDefault(name(), metrics().getFirst());
    }

    /** A metric's mean, in [0, 1]. */
    double value(String metric) {
        return json.path("recall").path(metric).asDouble(json.path(metric).asDouble(Double.NaN));
    }

    /** One end of a metric's interval. */
    double bound(String metric, boolean low) {
        return json.path("confidence").path(metric).path(low ? 0 : 1).asDouble(Double.NaN);
    }

    double baseline(String name, String metric) {
        return json.path("baselines").path(name).path(metric).asDouble(Double.NaN);
    }

    double millis(String quantile) {
        return json.path("recallMillis").path(quantile).asDouble(Double.NaN);
    }

    /** The head of a metric's column. */
    static String title(String metric) {
        return switch (metric) {
            case "map" -> "MAP";
            case "ndcg@10" -> "nDCG@10";
            default -> metric.chars().allMatch(Character::isDigit) ? "R@" + metric : metric;
        };
    }

    /** Formats a share in per cent, with one decimal. */
    static String percent(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /** A difference in points, with its sign. */
    static String points(double difference) {
        return String.format(Locale.ROOT, "%+.1f", 100 * difference);
    }
}
