package dev.memcore.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.bench.harness.SvgChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;

/** The charts of the results, see {@link SvgChart}. */
final class Charts {
    private Charts() {}

    /** The one figure of each set, beside plain BM25 and plain dense. */
    static byte[] overview(List<SetFigures> sets) {
        CategoryChart chart = SvgChart.empty("The figure of each set in per cent, beside plain baselines");
        List<String> names = sets.stream().map(SetFigures::name).toList();
        chart.addSeries("memcore", names, percents(sets, set -> set.value(set.headline())));
        chart.addSeries("bm25", names, percents(sets, set -> set.baseline("bm25", set.headline())));
        chart.addSeries("dense", names, percents(sets, set -> set.baseline("dense", set.headline())));
        return SvgChart.bytes(chart);
    }

    /** Accuracy by the number of updates of a key. */
    static byte[] interference(SetFigures set) {
        CategoryChart chart = SvgChart.empty("Last value recalled first, per cent, by updates of each key");
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
        line(chart, "keyed facts", set.json().path("byCount"));
        line(chart, "plain texts", set.json().path("plain").path("byCount"));
        return SvgChart.bytes(chart);
    }

    /** R@10 by the share that is removed, of some policies of a contest. */
    static byte[] forgetting(String title, JsonNode contest, Set<String> policies) {
        CategoryChart chart = SvgChart.empty(title);
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
        double whole = ForgettingTables.recall(contest.path("results").path(0));
        ForgettingTables.byPolicy(contest).forEach((policy, results) -> {
            if (policies.contains(policy)) {
                List<String> shares = new ArrayList<>(List.of("0"));
                List<Double> recalls = new ArrayList<>(List.of(100 * whole));
                results.forEach((share, result) -> {
                    if (Math.round(100 * share) % 10 == 0) { // the others would stand as far apart
                        shares.add(String.valueOf(Math.round(100 * share)));
                        recalls.add(100 * ForgettingTables.recall(result));
                    }
                });
                chart.addSeries(policy, shares, recalls).setLineStyle(SeriesLines.SOLID);
            }
        });
        return SvgChart.bytes(chart);
    }

    private static void line(CategoryChart chart, String name, JsonNode counts) {
        List<String> updates = new ArrayList<>();
        List<Double> accuracy = new ArrayList<>();
        for (JsonNode count : counts) {
            updates.add(count.path("updates").asText());
            accuracy.add(100 * count.path("accuracy").asDouble());
        }
        chart.addSeries(name, updates, accuracy).setLineStyle(SeriesLines.SOLID);
    }

    private static List<Double> percents(List<SetFigures> sets, ToDoubleFunction<SetFigures> figure) {
        return sets.stream().map(set -> 100 * figure.applyAsDouble(set)).toList();
    }
}
