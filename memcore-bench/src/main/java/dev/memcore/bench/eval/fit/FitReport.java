package dev.memcore.bench.eval.fit;

import dev.memcore.bench.eval.measure.Difference;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.run.Way;
import dev.memcore.bench.harness.Setup;
import dev.memcore.cli.console.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of a fit of weights.
 *
 * @param setup the configuration of the stores, except the weights
 * @param seed the seed of the bootstrap
 * @param weights the weight of each signal
 * @param sets the results of each set with the weights, from new recalls
 * @param seconds the total duration in seconds
 */
public record FitReport(Setup setup, long seed, List<Weight> weights, List<Measured> sets, double seconds) {
    /**
     * A weight.
     *
     * @param signal the signal
     * @param shipped the default weight
     * @param fitted the weight fitted to all questions
     * @param folds the weights fitted without each fold
     * @param heard the share of questions, in [0, 1], in which the signal distinguishes candidates
     */
    public record Weight(String signal, double shipped, double fitted, List<Double> folds, double heard) {
        double least() {
            return folds.stream().mapToDouble(weight -> weight).min().orElse(fitted);
        }

        double greatest() {
            return folds.stream().mapToDouble(weight -> weight).max().orElse(fitted);
        }
    }

    /**
     * A set measured with the default weights first, then with other weights.
     *
     * @param fitted whether the weights were fitted to it, and not only reported on it
     * @param judged the number of questions used for the fit; 0 if it was only reported on
     * @param ways the ranking methods with their answers
     */
    public record Measured(EvaluationSet set, boolean fitted, int judged, List<Way> ways) {
        private Outcomes shipped() {
            return ways.getFirst().counted(set);
        }

        private Map<String, Object> json(long seed) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("dataset", set.name());
            json.put("file", set.files().names());
            json.put("sha256", set.files().sha256());
            json.put("role", fitted ? "fitted" : "reported");
            json.put("n", shipped().size());
            json.put("judged", judged);
            Map<String, Object> byWay = new LinkedHashMap<>();
            for (int i = 0; i < ways.size(); i++) {
                Way way = ways.get(i);
                Map<String, Object> figures =
                        new LinkedHashMap<>(way.counted(set).means());
                if (i > 0) {
                    figures.put("difference", Difference.json(Difference.of(shipped(), way.counted(set), seed)));
                }
                byWay.put(way.name(), figures);
            }
            json.put("ways", byWay);
            return json;
        }

        private void print(Terminal out, long seed) {
            out.line(out.bold((fitted ? "fitted on " : "reported on ") + set.name()) + ": "
                    + set.files().names() + ", n " + shipped().size());
            for (int i = 0; i < ways.size(); i++) {
                Way way = ways.get(i);
                StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-18s", way.name()));
                Outcomes outcomes = way.counted(set);
                outcomes.metrics()
                        .forEach(metric -> line.append(String.format(
                                Locale.ROOT,
                                "  %s %.1f",
                                metric.title(),
                                100 * outcomes.means().getOrDefault(metric.key(), Double.NaN))));
                out.line(line.toString());
                if (i > 0) {
                    out.line(out.dim("    difference    " + Difference.line(Difference.of(shipped(), outcomes, seed))));
                }
            }
            out.line();
        }
    }

    /** Returns the report as JSON values. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("embedder", setup.embedderName());
        json.put("preset", setup.preset().label());
        json.put("configuration", setup.words());
        json.put("seed", seed);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Weight weight : weights) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("signal", weight.signal());
            row.put("shipped", weight.shipped());
            row.put("fitted", weight.fitted());
            row.put("folds", weight.folds());
            row.put("heard", weight.heard());
            rows.add(row);
        }
        json.put("weights", rows);
        json.put("fits", sets.stream().map(set -> set.json(seed)).toList());
        json.put("seconds", seconds);
        return json;
    }

    /** Prints the report. */
    public void print(Terminal out) {
        out.line(out.dim("embedder " + setup.embedderName() + "; " + setup.words() + "; seed " + seed));
        out.line();
        out.line(out.bold(String.format(
                Locale.ROOT, "%-18s %8s %8s %17s %8s", "signal", "shipped", "fitted", "over the folds", "heard %")));
        for (Weight weight : weights) {
            out.line(
                    "%-18s %8.3f %8.3f %8.3f %8.3f %8.1f",
                    weight.signal(),
                    weight.shipped(),
                    weight.fitted(),
                    weight.least(),
                    weight.greatest(),
                    100 * weight.heard());
        }
        out.line();
        sets.forEach(set -> set.print(out, seed));
        out.line("all in %.1f s", seconds);
    }
}
