package dev.memcore.retrieval.ranking;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.storage.CandidateFeatures;
import java.util.Arrays;
import java.util.Map;

/**
 * What the manner of a memory says, whatever the question. In a conversation the evidence for an answer is rarely a turn that asks,
 * and often one in which somebody speaks of himself (docs/research/results.md has the ablation). In texts that are all
 * of one manner these signals are constant, and move nothing.
 */
final class TextFormSignals {
    private TextFormSignals() {}

    static void add(CandidateFeatures[] sketches, Map<String, double[]> rows) {
        rows.put(Signals.STATEMENT, each(sketches, sketch -> sketch.asks() ? 0 : 1));
        rows.put(Signals.PERSONAL, each(sketches, sketch -> sketch.personal() ? 1 : 0));
    }

    /** Says something of one candidate. */
    private interface Saying {
        double of(CandidateFeatures sketch);
    }

    private static double[] each(CandidateFeatures[] sketches, Saying saying) {
        return Arrays.stream(sketches).mapToDouble(saying::of).toArray();
    }
}
