package dev.memcore.bench.eval.run;

import static java.util.Objects.requireNonNull;

import dev.memcore.bench.eval.measure.Metric;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.bench.harness.Setup;
import dev.memcore.cli.console.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The result of an evaluation.
 *
 * @param set the evaluated set
 * @param setup how the store was configured
 * @param seed of the bootstrap and the random baseline
 * @param answers memcore's answers to all questions
 * @param baselines the answers of the baselines by name
 * @param ablations without one signal each; empty if that was not asked for
 * @param more further figures of the set by their names in JSON
 * @param ingestSeconds how long remembering took, until all was indexed
 * @param seconds how long everything took
 */
public record Report(
        EvaluationSet set,
        Setup setup,
        long seed,
        Outcomes answers,
        Map<String, Outcomes> baselines,
        List<Ablation> ablations,
        Map<String, Object> more,
        double ingestSeconds,
        double seconds) {
    private static final List<String> SINGLE_SOURCES = List.of("bm25", "ngram", "dense");

    /** Returns the answers that count for the set's main figure. */
    public Outcomes ours() {
        return answers.only(set::counts);
    }

    /** Returns the report as JSON values. */
    public Map<String, Object> json() {
        Outcomes ours = ours();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", set.name());
        json.put("file", set.files().names());
        json.put("sha256", set.files().sha256());
        json.putAll(set.about().counts());
        json.put("n", ours.size());
        json.put("embedder", setup.embedderName());
        json.put("preset", setup.preset().label());
        json.put("configuration", setup.words());
        json.put("seed", seed);
        json.putAll(figures(ours));
        json.put("confidence", confidence(ours));
        json.put("byCategory", byCategory());
        json.put("baselines", baselineFigures());
        json.put("againstBest", againstBest());
        json.put("recallMillis", millis(ours));
        if (!ablations.isEmpty()) {
            json.put("ablations", ablations.stream().map(Ablation::json).toList());
        }
        json.putAll(more);
        json.put("ingestSeconds", ingestSeconds);
        json.put("seconds", seconds);
        return json;
    }

    /** Returns the means: recalls by depth in one object, all others by name. */
    static Map<String, Object> figures(Outcomes outcomes) {
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<String, Double> recall = outcomes.recall();
        outcomes.means().forEach((key, mean) -> {
            if (!recall.containsKey(key)) {
                figures.put(key, mean);
            }
        });
        if (!recall.isEmpty()) {
            figures.put("recall", recall);
        }
        return figures;
    }

    private Map<String, List<Double>> confidence(Outcomes ours) {
        Map<String, List<Double>> intervals = new LinkedHashMap<>();
        ours.confidence(seed).forEach((key, interval) -> intervals.put(key, interval.asList()));
        return intervals;
    }

    private Map<String, Object> byCategory() {
        Map<String, Object> categories = new LinkedHashMap<>();
        answers.byCategory().forEach((name, outcomes) -> {
            Map<String, Object> category = new LinkedHashMap<>();
            category.put("n", outcomes.size());
            category.putAll(outcomes.means());
            category.put("recallMillis", millis(outcomes));
            categories.put(name, category);
        });
        return categories;
    }

    private Map<String, Object> baselineFigures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        baselines.forEach(
                (name, outcomes) -> figures.put(name, outcomes.only(set::counts).means()));
        return figures;
    }

    /**
     * Returns, for each depth, the difference of recall from the best baseline that searches: words, character n-grams
     * or vectors alone.
     */
    public Map<String, Double> againstBest() {
        Map<String, Double> differences = new LinkedHashMap<>();
        ours().recall()
                .forEach((depth, recall) -> differences.put(
                        depth,
                        recall
                                - SINGLE_SOURCES.stream()
                                        .map(name -> requireNonNull(baselines.get(name)))
                                        .mapToDouble(outcomes -> outcomes.only(set::counts)
                                                .recall()
                                                .getOrDefault(depth, 0.0))
                                        .max()
                                        .orElse(0)));
        return differences;
    }

    private static Map<String, Double> millis(Outcomes outcomes) {
        Map<String, Double> millis = new LinkedHashMap<>();
        millis.put("p50", outcomes.millis(0.5));
        millis.put("p95", outcomes.millis(0.95));
        return millis;
    }

    /** Prints the report. */
    public void print(Terminal out) {
        Outcomes ours = ours();
        out.line(out.bold(set.about().title()));
        out.line("%s; %s%,d questions", set.files().names(), counts(), ours.size());
        out.line(out.dim("sha256 " + set.files().sha256()));
        out.line(out.dim("embedder " + setup.embedderName() + "; " + setup.words() + "; seed " + seed));
        out.line();
        out.line(row("in %", "n", ours.metrics().stream().map(Metric::title).toList()));
        out.line(out.bold(row("memcore", ours)));
        out.line(out.dim(row("  95 % from", "", bounds(ours, true))));
        out.line(out.dim(row("       to", "", bounds(ours, false))));
        answers.byCategory().forEach((name, outcomes) -> out.line(row("  " + name, outcomes)));
        out.line();
        baselines.forEach((name, outcomes) -> out.line(row(name, outcomes.only(set::counts))));
        out.line("against the best of " + String.join(", ", SINGLE_SOURCES) + ", in points: " + points(againstBest()));
        out.line();
        if (!ablations.isEmpty()) {
            out.line("without a signal, in points against the full run, with the 95 % interval of paired differences");
            ablations.forEach(ablation -> ablation.print(out));
            out.line();
        }
        more.forEach((name, value) -> out.line(name + ": " + value));
        out.line(
                "recall p50 %.1f ms, p95 %.1f ms; ingested in %.1f s; all in %.1f s",
                ours.millis(0.5), ours.millis(0.95), ingestSeconds, seconds);
    }

    /** Returns differences with their signs, such as "R@5 +1.2, R@10 -0.3". */
    public static String points(Map<String, Double> differences) {
        return differences.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "R@%s %+.1f", entry.getKey(), 100 * entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String counts() {
        return set.about().counts().entrySet().stream()
                .map(count -> String.format(Locale.ROOT, "%,d %s, ", count.getValue(), count.getKey()))
                .collect(Collectors.joining());
    }

    private List<String> bounds(Outcomes ours, boolean low) {
        return ours.confidence(seed).values().stream()
                .map(interval -> percent(low ? interval.low() : interval.high()))
                .toList();
    }

    private static String row(String name, Outcomes outcomes) {
        return row(
                name,
                Integer.toString(outcomes.size()),
                outcomes.means().values().stream().map(Report::percent).toList());
    }

    private static String row(String name, String n, List<String> cells) {
        return String.format(Locale.ROOT, "%-26s %5s", name, n)
                + cells.stream()
                        .map(cell -> String.format(Locale.ROOT, "%9s", cell))
                        .collect(Collectors.joining());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
