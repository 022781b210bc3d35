package dev.memcore.retrieval.search;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.source.AnalyzedQuery.Absent;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.SignalTable;

/**
 * Computes the probability that a recalled memory answers the query: a logistic function of a few signal values before
 * they are scaled per query, so confidences of different queries can be compared, and of the number of texts: the best of
 * many texts is similar to a query by chance. As far as the word vectors do not know the query, a function of its
 * character n-grams takes the place of the others. It grows with each signal.
 *
 * <p>The coefficients of the functions of words were fitted on all evaluation sets of several users together, with the
 * same weight for each: the questions of a set, and questions that were asked of another person's memory with names
 * masked, or with made-up names (docs/research/results.md). So the result is the probability if half of all queries can
 * be answered.
 */
final class Confidence {
    /** The function with the cosines of the bundled embedder. */
    private static final Logistic BUNDLED = new Logistic(2.53, 3.81, 3.68, -0.39, -3.65);

    /** The function for other embedders. It does not use their cosines, which have another scale. */
    private static final Logistic OTHER = new Logistic(3.26, 4.29, 0, -0.32, -2.90);

    /**
     * The function of the greatest share of the query's character n-grams in a text. It takes the place of the others as
     * far as the vectors do not know the query's words. The slope was fitted on the XQuAD sets, each question with and
     * without the article that answers it; the intercept so that {@code MemoryQuery.PROMPT_MIN_CONFIDENCE} is the share
     * below which 2 % of lifebench-zh's answered questions are.
     */
    private static final Logistic NGRAMS = new Logistic(12.0, 0, 0, 0, -1.75);

    /** The least confidence if the key of a fact is at least half of the query's words. */
    private static final double KEYED = 0.95;

    /** The function without word vectors: uses the greatest BM25 of any view of words. */
    private static final Logistic BM25 = new Logistic(0.43, 0, 0, 0, -2.93);

    /** Fewer texts count as so many. In the smallest stores of the fit, a question had about as many. */
    private static final double FEW = 20;

    private Confidence() {}

    private record Logistic(double best, double known, double cosine, double logTexts, double intercept) {
        double of(double best, double known, double cosine, long texts) {
            double logOdds = this.best * best
                    + this.known * known
                    + this.cosine * cosine
                    + logTexts * Math.log1p(Math.max(FEW, (double) texts))
                    + intercept;
            return 1 / (1 + Math.exp(-logOdds));
        }
    }

    /**
     * What a query's confidence depends on beside its signals.
     *
     * @param known how far the query's words are known in the memories that the reader sees, in [0, 1]
     * @param absent what the query names that no such memory has
     * @param ngrams the trust in character n-grams, see {@code WordTrust}; 0 if the table has none
     * @param words the number of words of the query
     * @param texts the number of memories that the reader sees
     * @param bundled whether the vectors are those of the bundled embedder
     */
    record Asked(double known, Absent absent, double ngrams, int words, long texts, boolean bundled) {}

    /** Returns the confidence in (0, 1), or 0 if there are no candidates. O(signals x candidates). */
    static double of(SignalTable table, Asked asked) {
        if (table.candidates() == 0) {
            return 0;
        }
        double confidence = (1 - asked.ngrams()) * byWords(table, asked);
        if (asked.ngrams() > 0) {
            int shares = table.signals().indexOf(Signals.bm25(ContextViews.NGRAMS));
            confidence += asked.ngrams() * NGRAMS.of(Signals.greatest(table, shares), 0, 0, 0);
        }
        confidence = asked.absent().limit(confidence);
        int key = table.signals().indexOf(Signals.KEY);
        boolean keyed = key >= 0 && 2 * Signals.greatest(table, key) >= Math.max(1, asked.words());
        return keyed ? Math.max(KEYED, confidence) : confidence;
    }

    private static double byWords(SignalTable table, Asked asked) {
        int maxsim = table.signals().indexOf(Signals.MAXSIM);
        int cosine = table.signals().indexOf(Signals.dense(ContextViews.CONTENT));
        if (maxsim < 0) {
            return BM25.of(bm25(table), 0, 0, 0);
        }
        double best = Signals.greatest(table, maxsim);
        return asked.bundled() && cosine >= 0
                ? BUNDLED.of(best, asked.known(), Signals.greatest(table, cosine), asked.texts())
                : OTHER.of(best, asked.known(), 0, asked.texts());
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
