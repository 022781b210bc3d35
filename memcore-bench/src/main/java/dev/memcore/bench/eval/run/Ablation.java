package dev.memcore.bench.eval.run;

import dev.memcore.bench.eval.measure.Difference;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.cli.console.Terminal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The contribution of a signal: the same store is asked again without it, and the differences are computed by question.
 * The candidates, and other signals that depend on the signal, stay unchanged; only its own weight is removed.
 *
 * @param signal the signal
 * @param without the answers without it, to the questions that make the set's figure
 * @param differences of every metric by its key, without it minus with it: below 0 where it helps
 */
record Ablation(String signal, Outcomes without, Map<String, Difference> differences) {
    static Ablation of(String signal, Outcomes full, Outcomes without, long seed) {
        return new Ablation(signal, without, Difference.of(full, without, seed));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("without", signal);
        json.put("n", without.size());
        json.putAll(Report.figures(without));
        json.put("difference", Difference.json(differences));
        return json;
    }

    void print(Terminal out) {
        out.line(String.format(Locale.ROOT, "%-26s %5d", signal, without.size()) + Difference.line(differences));
    }
}
