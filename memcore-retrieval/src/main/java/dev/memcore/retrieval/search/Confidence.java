package dev.memcore.retrieval.search;

import dev.memcore.retrieval.signal.Signals;
import dev.memcore.spi.SignalTable;

/**
 * How probable it is that something recalled answers: a logistic function of the best raw value of one signal, on the signal's own scale and
 * not stretched, so that it can be compared between queries. Fitted on the LoCoMo development half, to a conversation's own questions and as
 * many of another's, names masked (docs/results.md): it is the probability where half of what is asked can be answered.
 */
final class Confidence {
    /** By late interaction: what share of the question the best memory speaks of. */
    private static final Logistic MAXSIM = new Logistic(9.6, -3.94);

    /** Where words alone are searched, by the best BM25 of any view. */
    private static final Logistic BM25 = new Logistic(0.43, -2.93);

    private Confidence() {}

    private record Logistic(double slope, double intercept) {
        double of(double value) {
            return 1 / (1 + Math.exp(-(slope * value + intercept)));
        }
    }

    /** In (0, 1); 0 without candidates. O(signals x candidates). */
    static double of(SignalTable table) {
        if (table.candidates() == 0) {
            return 0;
        }
        double bm25 = 0;
        for (int signal = 0; signal < table.signals().size(); signal++) {
            String name = table.signals().get(signal);
            if (name.equals(Signals.MAXSIM)) {
                return MAXSIM.of(Signals.greatest(table, signal));
            } else if (name.startsWith(Signals.bm25(""))) {
                bm25 = Math.max(bm25, Signals.greatest(table, signal));
            }
        }
        return BM25.of(bm25);
    }
}
