package dev.memcore.bench.eval.fit;

import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.spi.Fused;
import dev.memcore.spi.SignalTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The signal values of the candidates of a question, and which candidates are evidence. Immutable, unless somebody
 * modifies the rows.
 *
 * @param asked the question
 * @param rows by signal, the values of the candidates, those of evidence first, scaled to [0, 1] as in the default
 *     fuser; a signal that distinguishes no candidates is absent
 * @param evidence how many of the candidates are evidence
 * @param others how many are not
 */
public record Judged(Asked asked, Map<String, double[]> rows, int evidence, int others) {
    /** Creates this from a recorded table. O(signals x candidates x log candidates). */
    static Judged of(Asked asked, SignalTable table, Set<Integer> evidence) {
        List<Integer> order = new ArrayList<>(evidence);
        for (int candidate = 0; candidate < table.candidates(); candidate++) {
            if (!evidence.contains(candidate)) {
                order.add(candidate);
            }
        }
        Map<String, double[]> rows = new LinkedHashMap<>();
        for (String signal : table.signals()) {
            double[] values = new double[table.candidates()];
            // With a single signal, the score is the scaled value of this signal. So the fuser's own scaling is used,
            // not a copy of it.
            for (Fused fused : new MinMaxWeightedSum(Map.of(signal, 1.0)).fuse(table)) {
                values[fused.candidate()] = fused.score();
            }
            double[] row =
                    order.stream().mapToDouble(candidate -> values[candidate]).toArray();
            if (tells(row)) {
                rows.put(signal, row);
            }
        }
        return new Judged(asked, rows, evidence.size(), order.size() - evidence.size());
    }

    private static boolean tells(double[] row) {
        for (double value : row) {
            if (value != row[0]) {
                return true;
            }
        }
        return false;
    }

    /** Whether the question can be learnt from: it has evidence and other candidates. */
    boolean teaches() {
        return evidence > 0 && others > 0;
    }
}
