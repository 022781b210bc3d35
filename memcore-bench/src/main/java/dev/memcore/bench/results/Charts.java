package dev.memcore.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.bench.harness.SvgChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts of the results, see {@link SvgChart}. */
final class Charts {
    /** The slant of the names of sets in degrees, because the names are wider than their bars. */
    private static final int SLANT = 20;

    private Charts() {}

    /** The one figure of each set, beside plain BM25 and plain dense; each set is named with the measure of its figure. */
    static CategoryChart overview(List<SetFigures> sets) {
        CategoryChart chart = SvgChart.bars(
                "Each set by its own measure, beside plain baselines", "%, of the measure under each set");
        List<String> names = sets.stream()
                .map(set -> set.name() + " " + SetFigures.title(set.headline()))
                .toList();
        chart.getStyler().setXAxisLabelRotation(SLANT);
        chart.addSeries("memcore", names, percents(sets, set -> set.value(set.headline())));
        chart.addSeries("bm25", names, percents(sets, set -> set.baseline("bm25", set.headline())));
        chart.addSeries("ngram", names, percents(sets, set -> set.baseline("ngram", set.headline())));
        chart.addSeries("dense", names, percents(sets, set -> set.baseline("dense", set.headline())));
        return chart;
    }

    /** Accuracy by the number of updates of a key. */
    static XYChart interference(SetFigures set) {
        XYChart chart = SvgChart.lines(
                "Is the last value of a key recalled first?", "updates of each key (logarithmic)", "accuracy, %");
        chart.getStyler().setXAxisLogarithmic(true);
        line(chart, "keyed facts", set.json().path("byCount"));
        line(chart, "plain texts", set.json().path("plain").path("byCount"));
        return chart;
    }

    /** R@10 by the share that is removed, of some policies of a contest. */
    static XYChart forgetting(String title, JsonNode contest, Set<String> policies) {
        XYChart chart = SvgChart.lines(title, "turns removed, %", "R@10, %");
        chart.getStyler().setXAxisMin(0.0);
        double whole = ForgettingTables.recall(contest.path("results").path(0));
        ForgettingTables.byPolicy(contest).forEach((policy, results) -> {
            if (policies.contains(policy)) {
                List<Double> shares = new ArrayList<>(List.of(0.0));
                List<Double> recalls = new ArrayList<>(List.of(100 * whole));
                results.forEach((share, result) -> {
                    shares.add(100 * share);
                    recalls.add(100 * ForgettingTables.recall(result));
                });
                line(chart, policy, shares, recalls);
            }
        });
        return chart;
    }

    private static void line(XYChart chart, String name, JsonNode counts) {
        List<Double> updates = new ArrayList<>();
        List<Double> accuracy = new ArrayList<>();
        for (JsonNode count : counts) {
            updates.add(count.path("updates").asDouble());
            accuracy.add(100 * count.path("accuracy").asDouble());
        }
        line(chart, name, updates, accuracy);
    }

    private static void line(XYChart chart, String name, List<Double> x, List<Double> y) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setLineStyle(SeriesLines.SOLID);
    }

    private static List<Double> percents(List<SetFigures> sets, ToDoubleFunction<SetFigures> figure) {
        return sets.stream().map(set -> 100 * figure.applyAsDouble(set)).toList();
    }
}
