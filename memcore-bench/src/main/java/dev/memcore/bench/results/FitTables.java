package dev.memcore.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Renders the output of {@code fit} as tables in Markdown. */
final class FitTables {
    private FitTables() {}

    /** The weights, then what they make of each set. */
    static String of(JsonNode fit) {
        return weights(fit.path("weights")) + "\n\n" + sets(fit.path("fits"));
    }

    private static String weights(JsonNode weights) {
        List<String> lines = Tables.head("signal", "shipped", "fitted", "over the folds", "questions with it, %");
        for (JsonNode weight : weights) {
            lines.add(Tables.row(
                    weight.path("signal").asText(),
                    number(weight.path("shipped").asDouble()),
                    number(weight.path("fitted").asDouble()),
                    folds(weight.path("folds")),
                    SetFigures.percent(weight.path("heard").asDouble())));
        }
        return String.join("\n", lines);
    }

    private static String folds(JsonNode folds) {
        double[] sorted = StreamSupport.stream(folds.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .sorted()
                .toArray();
        return sorted.length == 0 ? "" : number(sorted[0]) + " to " + number(sorted[sorted.length - 1]);
    }

    private static String sets(JsonNode sets) {
        List<String> lines = Tables.head("set", "n", "weights", "figure", "value", "difference, 95 %");
        for (JsonNode set : sets) {
            for (Map.Entry<String, JsonNode> way : set.path("ways").properties()) {
                way.getValue().properties().forEach(figure -> {
                    if (figure.getValue().isNumber()) {
                        lines.add(Tables.line(row(set, way, figure)));
                    }
                });
            }
        }
        return String.join("\n", lines);
    }

    private static List<String> row(JsonNode set, Map.Entry<String, JsonNode> way, Map.Entry<String, JsonNode> figure) {
        JsonNode difference = way.getValue().path("difference").path(figure.getKey());
        return new ArrayList<>(List.of(
                set.path("dataset").asText() + ", " + set.path("role").asText(),
                set.path("n").asText(),
                way.getKey(),
                SetFigures.title(figure.getKey()),
                SetFigures.percent(figure.getValue().asDouble()),
                difference.isMissingNode() ? "" : Tables.difference(difference)));
    }

    private static String number(double weight) {
        return String.format(Locale.ROOT, "%.3f", weight);
    }
}
