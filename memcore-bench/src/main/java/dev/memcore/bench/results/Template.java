package dev.memcore.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.harness.SvgChart;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * A page with placeholders for figures. A placeholder is in double braces, and consists of a keyword, a JSON file in
 * the template's directory and, for some keywords, a set. With a question mark after the keyword, a missing file leads
 * to a note instead of an error.
 *
 * <pre>
 * {{overview FILE}}        a table of all sets, each with its one figure
 * {{figures FILE SET}}     a table of one set: intervals, categories, baselines
 * {{signals FILE}}         a table of what each signal is worth, by each set's one figure
 * {{fit FILE}}             tables of fitted weights, and of what they make of sets
 * {{conditions FILE}}      embedder, configuration, seed, the sets' files
 * {{number FILE SET KEY..}} a share as a number between 0 and 1, by the path to it
 * {{chart FILE}}           a chart of all sets beside baselines
 * {{interference FILE}}    a chart of the set "pi" by the number of updates
 * {{forgetting FILE CONTEST}}   a table of what policies keep at a third and at half removed
 * {{curves FILE CONTEST}}       a table of R@10 by policy and share removed
 * {{curve FILE CONTEST NAME..}} the same as a chart of some policies
 * {{latency FILE CONTEST}}      a table of latencies by share removed
 * {{gists FILE}}                a table of what gists of the removed are worth
 * </pre>
 */
final class Template {
    private static final Pattern PLACE =
            Pattern.compile("\\{\\{(\\w+\\??) ([\\w.-]+)(?: ([\\w-]+))?((?: [\\w@-]+)*)}}");

    private final Path directory;
    private final Map<String, byte[]> charts = new TreeMap<>();
    private final Map<String, List<SetFigures>> files = new LinkedHashMap<>();

    private Template(Path directory) {
        this.directory = directory;
    }

    /**
     * A rendered page.
     *
     * @param page in Markdown
     * @param charts SVG files by name, to lie in the template's directory
     */
    record Rendered(String page, Map<String, byte[]> charts) {}

    /**
     * Renders the template of a directory.
     *
     * @param directory holds {@code template.md} and its JSON files, and lies beside the page
     * @throws BadInput if it asks for what there is not
     */
    static Rendered render(Path directory) {
        Template template = new Template(directory);
        Matcher places = PLACE.matcher(read(directory.resolve("template.md")));
        String page = places.replaceAll(place -> Matcher.quoteReplacement(template.filled(
                place.group(1),
                place.group(2),
                place.group(3) == null ? "" : place.group(3),
                place.group(4).strip())));
        return new Rendered(page, template.charts);
    }

    private String filled(String what, String file, String set, String path) {
        if (what.endsWith("?")) {
            return Files.exists(directory.resolve(file))
                    ? filled(what.substring(0, what.length() - 1), file, set, path)
                    : "*Not measured yet: " + file + " is not there.*";
        }
        return switch (what) {
            case "overview" -> Tables.overview(sets(file));
            case "figures" -> Tables.figures(one(file, set));
            case "signals" -> Tables.signals(sets(file));
            case "fit" -> FitTables.of(sets(file).getFirst().json());
            case "conditions" -> Tables.conditions(sets(file));
            case "number" -> number(one(file, set), path);
            case "chart" -> chart("The sets beside plain baselines", file, "overview", Charts.overview(sets(file)));
            case "interference" ->
                chart("Accuracy by number of updates", file, "interference", Charts.interference(one(file, "pi")));
            case "forgetting" -> ForgettingTables.standings(contest(file, set));
            case "curves" -> ForgettingTables.curves(contest(file, set));
            case "curve" -> curve(file, set, path);
            case "latency" -> ForgettingTables.latency(contest(file, set));
            case "gists" -> ForgettingTables.gists(sets(file).getFirst().json());
            default -> throw new BadInput("the template asks for \"" + what + "\", which is not known");
        };
    }

    private static String number(SetFigures set, String path) {
        JsonNode value = set.json().at("/" + path.replace(' ', '/'));
        if (!value.isNumber()) {
            throw new BadInput("the template asks for " + path + " of " + set.name() + ", which is no number");
        }
        return String.format(Locale.ROOT, "%.3f", value.asDouble());
    }

    private String chart(String says, String file, String what, Chart<?, ?> chart) {
        String name = file.replace(".json", "") + "-" + what + ".svg";
        charts.put(name, SvgChart.bytes(chart));
        return "![" + says + "](" + directory.getFileName() + "/" + name + ")";
    }

    private String curve(String file, String contest, String policies) {
        XYChart chart = Charts.forgetting(
                "R@10 by the share of turns removed (" + contest + ")",
                contest(file, contest),
                Set.of(policies.split(" ")));
        return chart("R@10 by the share removed, " + contest, file, contest, chart);
    }

    private JsonNode contest(String file, String name) {
        JsonNode contest = sets(file).getFirst().json().path(name);
        if (contest.path("results").isEmpty()) {
            throw new BadInput(file + " has no contest \"" + name + "\"");
        }
        return contest;
    }

    private SetFigures one(String file, String set) {
        return sets(file).stream()
                .filter(figures -> figures.name().equals(set))
                .findFirst()
                .orElseThrow(() -> new BadInput(file + " has no set \"" + set + "\""));
    }

    private List<SetFigures> sets(String file) {
        return files.computeIfAbsent(file, name -> parse(directory.resolve(name)));
    }

    /** Parses the output of {@code eval all}, or the evaluation of one set. */
    private static List<SetFigures> parse(Path file) {
        try {
            JsonNode root = new ObjectMapper().readTree(read(file));
            List<SetFigures> sets = new ArrayList<>();
            root.path("sets").forEach(set -> sets.add(new SetFigures(set)));
            if (sets.isEmpty()) {
                sets.add(new SetFigures(root));
            }
            return sets;
        } catch (IOException e) {
            throw new BadInput(file + " is not JSON: " + e.getMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e, e);
        }
    }
}
