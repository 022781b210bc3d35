package dev.memcore.bench.results;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.harness.SvgChart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;

/** Points stand at their values, and axes say what they measure. */
final class ChartsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern POINT = Pattern.compile("<circle cx=\"([0-9.]+)\"");

    /** Where the points are drawn; then those of the legend. */
    private static double[] drawn(XYChart chart) {
        return POINT.matcher(new String(SvgChart.bytes(chart), StandardCharsets.UTF_8))
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .toArray();
    }

    private static String result(double share, double recall) {
        return "{\"policy\": \"fifo\", \"removed\": " + (int) (100 * share) + ", \"share\": " + share
                + ", \"recall\": {\"10\": " + recall + "}}";
    }

    @Test
    void thePointsOfACurveStandAtTheirShares() throws JsonProcessingException {
        String results = String.join(",", result(0, 0.8), result(0.1, 0.7), result(0.34, 0.5), result(0.8, 0.2));
        XYChart chart = Charts.forgetting("R@10", JSON.readTree("{\"results\": [" + results + "]}"), Set.of("fifo"));
        assertArrayEquals(
                new double[] {0, 10, 34, 80},
                requireNonNull(chart.getSeriesMap().get("fifo")).getXData(),
                1e-9);
        double[] drawn = drawn(chart);
        double percent = (drawn[3] - drawn[0]) / 80;
        assertTrue(percent > 1, "so many pixels");
        assertEquals(10, (drawn[1] - drawn[0]) / percent, 0.1);
        assertEquals(34, (drawn[2] - drawn[0]) / percent, 0.1);
        assertEquals("turns removed, %", chart.getXAxisTitle());
        assertEquals("R@10, %", chart.getYAxisTitle());
    }

    @Test
    void thePointsOfUpdatesStandAtTheirLogarithms() throws JsonProcessingException {
        String counts = "[{\"updates\": 1, \"accuracy\": 1}, {\"updates\": 10, \"accuracy\": 1},"
                + " {\"updates\": 400, \"accuracy\": 0.5}]";
        XYChart chart = Charts.interference(new SetFigures(
                JSON.readTree("{\"byCount\": " + counts + ", \"plain\": {\"byCount\": " + counts + "}}")));
        double[] drawn = drawn(chart);
        assertEquals(Math.log10(400), (drawn[2] - drawn[0]) / (drawn[1] - drawn[0]), 0.01);
        assertEquals("updates of each key (logarithmic)", chart.getXAxisTitle());
        assertEquals("accuracy, %", chart.getYAxisTitle());
    }

    @Test
    void everySetIsNamedWithItsMeasure() throws JsonProcessingException {
        String set = "{\"dataset\": \"%s\", \"recall\": {\"5\": 0.5, \"10\": 0.6}, \"confidence\": {\"5\": [0, 1]}}";
        CategoryChart chart = Charts.overview(List.of(
                new SetFigures(JSON.readTree(set.formatted("locomo"))),
                new SetFigures(JSON.readTree(set.formatted("musique")))));
        assertEquals(
                List.of("locomo R@10", "musique R@5"),
                requireNonNull(chart.getSeriesMap().get("memcore")).getXData());
        assertEquals("%, of the measure under each set", chart.getYAxisTitle());
    }
}
