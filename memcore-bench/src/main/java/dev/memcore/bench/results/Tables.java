package dev.memcore.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Renders the figures of sets as tables in Markdown. */
final class Tables {
    private Tables() {}

    /** All sets, a row each with its one figure. */
    static String overview(List<SetFigures> sets) {
        List<String> lines =
                head("set", "n", "figure", "memcore", "95 %", "bm25", "ngram", "dense", "recall p50 / p95 ms");
        for (SetFigures set : sets) {
            String metric = set.headline();
            lines.add(row(
                    set.name(),
                    Integer.toString(set.n()),
                    SetFigures.title(metric),
                    "**" + SetFigures.percent(set.value(metric)) + "**",
                    interval(set.bound(metric, true), set.bound(metric, false)),
                    SetFigures.percent(set.baseline("bm25", metric)),
                    SetFigures.percent(set.baseline("ngram", metric)),
                    SetFigures.percent(set.baseline("dense", metric)),
                    String.format(Locale.ROOT, "%.1f / %.1f", set.millis("p50"), set.millis("p95"))));
        }
        return String.join("\n", lines);
    }

    /** Returns a table of one set: memcore's figures with intervals, its categories, and the baselines. */
    static String figures(SetFigures set) {
        List<String> metrics = set.metrics();
        List<String> heads = new ArrayList<>(List.of("in %", "n"));
        metrics.forEach(metric -> heads.add(SetFigures.title(metric)));
        List<String> lines = head(heads.toArray(String[]::new));
        lines.add(row(
                "**memcore**",
                Integer.toString(set.n()),
                metrics.stream()
                        .map(metric -> "**" + SetFigures.percent(set.value(metric)) + "** "
                                + interval(set.bound(metric, true), set.bound(metric, false)))));
        for (Map.Entry<String, JsonNode> category :
                set.json().path("byCategory").properties()) {
            lines.add(row(
                    category.getKey(),
                    category.getValue().path("n").asText(),
                    metrics.stream().map(metric -> percent(category.getValue(), metric))));
        }
        for (Map.Entry<String, JsonNode> baseline : set.json().path("baselines").properties()) {
            lines.add(row(
                    "*" + baseline.getKey() + "*",
                    Integer.toString(set.n()),
                    metrics.stream().map(metric -> percent(baseline.getValue(), metric))));
        }
        return String.join("\n", lines);
    }

    /**
     * Returns a table of each signal's contribution to each set: the difference of the main figure without it, in bold
     * if its interval does not contain 0.
     */
    static String signals(List<SetFigures> sets) {
        Map<String, List<String>> rows = new TreeMap<>();
        List<String> heads = new ArrayList<>(List.of("without"));
        for (SetFigures set : sets) {
            heads.add(set.name() + " " + SetFigures.title(set.headline()) + ", n " + set.n());
            for (JsonNode ablation : set.json().path("ablations")) {
                List<String> row = rows.computeIfAbsent(
                        ablation.path("without").asText(), signal -> new ArrayList<>(List.of(signal)));
                while (row.size() < heads.size() - 1) {
                    row.add("");
                }
                row.add(difference(ablation.path("difference").path(set.headline())));
            }
        }
        List<String> lines = head(heads.toArray(String[]::new));
        for (List<String> row : rows.values()) {
            while (row.size() < heads.size()) {
                row.add("");
            }
            lines.add(line(row));
        }
        return String.join("\n", lines);
    }

    /** Formats a difference in points, with its interval. */
    static String difference(JsonNode difference) {
        double low = difference.path("confidence").path(0).asDouble();
        double high = difference.path("confidence").path(1).asDouble();
        String mean = SetFigures.points(difference.path("mean").asDouble());
        return (low > 0 || high < 0 ? "**" + mean + "**" : mean) + " (" + SetFigures.points(low) + " to "
                + SetFigures.points(high) + ")";
    }

    /** Returns the conditions of the measurement, and the files. */
    static String conditions(List<SetFigures> sets) {
        JsonNode first = sets.getFirst().json();
        List<String> lines = new ArrayList<>();
        lines.add("Embedder " + first.path("embedder").asText() + "; "
                + first.path("configuration").asText() + "; seed "
                + first.path("seed").asText() + ".");
        lines.add("");
        for (SetFigures set : sets) {
            lines.add("- " + set.name() + ": " + set.json().path("file").asText() + ", sha256 "
                    + set.json().path("sha256").asText().substring(0, 16) + "...");
        }
        return String.join("\n", lines);
    }

    private static String percent(JsonNode figures, String metric) {
        return SetFigures.percent(figures.path(metric).asDouble(Double.NaN));
    }

    private static String interval(double low, double high) {
        return SetFigures.percent(low) + " to " + SetFigures.percent(high);
    }

    /** The first column is of names, the others of figures. */
    static List<String> head(String... titles) {
        List<String> lines = new ArrayList<>();
        lines.add(line(List.of(titles)));
        lines.add("|---|" + String.join("|", Collections.nCopies(titles.length - 1, "---:")) + "|");
        return lines;
    }

    static String row(String... cells) {
        return line(List.of(cells));
    }

    private static String row(String name, String n, Stream<String> figures) {
        return line(Stream.concat(Stream.of(name, n), figures).toList());
    }

    static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
