package dev.memcore.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.w3c.dom.Document;

/**
 * Charts as SVG. The same figures give the same bytes on the same machine; where letters stand depends on the widths of the
 * fonts that a machine has, so another machine may draw them a little differently.
 */
final class Charts {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 360;
    /** Small enough for the longest name of a set under its bars. */
    private static final int FONT_SIZE = 11;

    /** Okabe and Ito's colours, which colour-blind people can tell apart. */
    private static final Color[] COLOURS = {new Color(0x0072B2), new Color(0xE69F00), new Color(0x999999)};

    private Charts() {}

    /** The one figure of each set, beside plain BM25 and plain dense. */
    static byte[] overview(List<SetFigures> sets) {
        CategoryChart chart = chart("The figure of each set in per cent, beside plain baselines");
        List<String> names = sets.stream().map(SetFigures::name).toList();
        chart.addSeries("memcore", names, percents(sets, set -> set.value(set.headline())));
        chart.addSeries("bm25", names, percents(sets, set -> set.baseline("bm25", set.headline())));
        chart.addSeries("dense", names, percents(sets, set -> set.baseline("dense", set.headline())));
        return svg(chart);
    }

    /** Accuracy by the number of updates of a key. */
    static byte[] interference(SetFigures set) {
        CategoryChart chart = chart("Last value recalled first, per cent, by updates of each key");
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
        line(chart, "keyed facts", set.json().path("byCount"));
        line(chart, "plain texts", set.json().path("plain").path("byCount"));
        return svg(chart);
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

    private static CategoryChart chart(String title) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .build();
        CategoryStyler styler = chart.getStyler();
        styler.setSeriesColors(COLOURS);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesStroke(new BasicStroke(0.5f));
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
        styler.setYAxisMin(0.0);
        styler.setYAxisMax(100.0);
        return chart;
    }

    private static byte[] svg(Chart<?, ?> chart) {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVGGraphics2D.SVG_NAMESPACE_URI, "svg", null);
            SVGGraphics2D graphics = new SVGGraphics2D(document);
            graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
            chart.paint(graphics, WIDTH, HEIGHT);
            StringWriter out = new StringWriter();
            graphics.stream(out, true);
            return out.toString().getBytes(StandardCharsets.UTF_8);
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("a chart in memory failed", e);
        }
    }
}
