package dev.memcore.bench.simulate;

import dev.memcore.bench.harness.SvgChart;
import dev.memcore.bench.simulate.stream.Mean;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.style.CategoryStyler;

/** Hit rates in per cent as bars, each with its confidence interval. */
final class HitRateChart {
    private static final int SLANT = 45;

    private HitRateChart() {}

    static void write(Path file, String trace, int capacity, Map<String, Mean> rates) {
        String title = String.format(Locale.ROOT, "Hit rate, trace %s, capacity %,d", trace, capacity);
        CategoryChart chart = SvgChart.bars(title, "hit rate, %");
        CategoryStyler styler = chart.getStyler();
        styler.setLegendVisible(false);
        styler.setXAxisLabelRotation(SLANT);
        List<Double> values =
                rates.values().stream().map(rate -> 100 * rate.value()).toList();
        List<Double> margins =
                rates.values().stream().map(rate -> 100 * rate.margin()).toList();
        chart.addSeries("hit rate", List.copyOf(rates.keySet()), values, margins);
        try {
            Files.write(file, SvgChart.bytes(chart));
        } catch (IOException e) {
            throw new BadInput("cannot write " + file + ": " + e, e);
        }
    }
}
