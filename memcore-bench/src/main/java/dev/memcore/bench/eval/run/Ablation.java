package dev.memcore.bench.eval.run;

import dev.memcore.bench.eval.measure.Difference;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.bench.harness.Terminal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a signal is worth: the same store asked again without it, and the differences question by question. What a signal's
 * view finds stays among the candidates, and what other signals take from it stays as it was; only what it says itself no
 * longer counts.
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
