package dev.memcore.retrieval.search;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.SignalTable;

/**
 * Computes the probability that a recalled memory answers the query: a logistic function of a few signal values before
 * they are scaled per query, so confidences of different queries can be compared. As far as the word vectors do not know
 * the query, a function of its character n-grams takes the place of the others. It grows with each value.
 *
 * <p>The coefficients of the functions of words were fitted on the LoCoMo development half, to a conversation's own
 * questions and as many of other conversations, names masked (docs/research/results.md). So the result is the
 * probability if half of all queries can be answered.
 */
final class Confidence {
    /** The function with the cosines of the bundled embedder. */
    private static final Logistic BUNDLED = new Logistic(5.62, 2.60, 6.76, -7.08);

    /** The function for other embedders. It does not use their cosines, which have another scale. */
    private static final Logistic OTHER = new Logistic(7.05, 3.21, 0, -5.35);

    /**
     * The function of the greatest share of the query's character n-grams in a text. It takes the place of the others as
     * far as the vectors do not know the query's words. Fitted on the XQuAD sets, each question with and without the
     * article that answers it, and on lifebench-zh with questions of the other person.
     */
    private static final Logistic NGRAMS = new Logistic(12.0, 0, 0, -2.8);

    /** The least confidence if the key of a fact is at least half of the query's words. */
    private static final double KEYED = 0.95;

    /** The function without word vectors: uses the greatest BM25 of any view of words. */
    private static final Logistic BM25 = new Logistic(0.43, 0, 0, -2.93);

    private Confidence() {}

    private record Logistic(double best, double known, double cosine, double intercept) {
        double of(double best, double known, double cosine) {
            return 1 / (1 + Math.exp(-(this.best * best + this.known * known + this.cosine * cosine + intercept)));
        }
    }

    /**
     * Returns the confidence in (0, 1), or 0 if there are no candidates. O(signals x candidates).
     *
     * @param known how far the query's words are known in the memories that the reader sees, in [0, 1]
     * @param bundled whether the vectors are those of the bundled embedder
     * @param ngrams the trust in character n-grams, see {@code WordTrust}; 0 if the table has none
     * @param words the number of words of the query
     */
    static double of(SignalTable table, double known, boolean bundled, double ngrams, int words) {
        if (table.candidates() == 0) {
            return 0;
        }
        double confidence = (1 - ngrams) * byWords(table, known, bundled);
        if (ngrams > 0) {
            int shares = table.signals().indexOf(Signals.bm25(ContextViews.NGRAMS));
            confidence += ngrams * NGRAMS.of(Signals.greatest(table, shares), 0, 0);
        }
        int key = table.signals().indexOf(Signals.KEY);
        boolean keyed = key >= 0 && 2 * Signals.greatest(table, key) >= Math.max(1, words);
        return keyed ? Math.max(KEYED, confidence) : confidence;
    }

    private static double byWords(SignalTable table, double known, boolean bundled) {
        int maxsim = table.signals().indexOf(Signals.MAXSIM);
        int cosine = table.signals().indexOf(Signals.dense(ContextViews.CONTENT));
        if (maxsim < 0) {
            return BM25.of(bm25(table), 0, 0);
        }
        double best = Signals.greatest(table, maxsim);
        return bundled && cosine >= 0
                ? BUNDLED.of(best, known, Signals.greatest(table, cosine))
                : OTHER.of(best, known, 0);
    }

    private static double bm25(SignalTable table) {
        double best = 0;
        for (int signal = 0; signal < table.signals().size(); signal++) {
            String name = table.signals().get(signal);
            if (name.startsWith(Signals.bm25("")) && !name.equals(Signals.bm25(ContextViews.NGRAMS))) {
                best = Math.max(best, Signals.greatest(table, signal));
            }
        }
        return best;
    }
}
