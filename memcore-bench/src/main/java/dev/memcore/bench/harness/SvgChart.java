package dev.memcore.bench.harness;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.w3c.dom.Document;

/**
 * Charts of percentages as SVG. The same figures give the same bytes on the same machine. Positions of letters depend
 * on the installed fonts, so the result may differ slightly on another machine.
 */
public final class SvgChart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 360;
    /** Small enough for the longest name under its bars. */
    private static final int FONT_SIZE = 11;

    /** Okabe and Ito's colours, which colour-blind people can tell apart; grey for their yellow, which fades on white. */
    private static final Color[] COLOURS = {
        new Color(0x0072B2),
        new Color(0xE69F00),
        new Color(0x999999),
        new Color(0x009E73),
        new Color(0xD55E00),
        new Color(0xCC79A7),
        new Color(0x56B4E9),
        new Color(0x000000)
    };

    private SvgChart() {}

    /** An empty chart of bars, one group for each name, from 0 to 100. */
    public static CategoryChart bars(String title, String yAxis) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(yAxis)
                .build();
        style(chart.getStyler());
        return chart;
    }

    /** An empty chart of lines over numbers, from 0 to 100: each point stands at its value of x. */
    public static XYChart lines(String title, String xAxis, String yAxis) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xAxis)
                .yAxisTitle(yAxis)
                .build();
        style(chart.getStyler());
        return chart;
    }

    private static void style(AxesChartStyler styler) {
        styler.setSeriesColors(COLOURS);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesStroke(new BasicStroke(0.5f));
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
        styler.setYAxisMin(0.0);
        styler.setYAxisMax(100.0);
    }

    /** The chart as an SVG file in UTF-8. */
    public static byte[] bytes(Chart<?, ?> chart) {
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
