package dev.memcore.retrieval.ranking;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.view.ContextViews;

/**
 * Lowers the relevance of long texts. A text of many words is near many questions by chance, because each word of a
 * question is compared with the nearest of all its words. Texts of up to {@value #PIVOT} different words keep their
 * values, so conversations of short turns are ranked as before. Beyond that, the expected best match grows with the
 * logarithm of the length, and this is subtracted.
 *
 * <p>The pivot is that of pivoted length normalization (Singhal, Buckley and Mitra, SIGIR 1996). The slopes were chosen
 * on chats with long answers, phone records and passages together; docs/research/results.md has the figures.
 */
final class LengthNormalization {
    /** The number of different words up to which a text is short. */
    private static final double PIVOT = 40;

    private static final double LATE_INTERACTION = 0.10;
    private static final double COSINE = 0.05;
    private static final double BM25 = 0.15;

    private LengthNormalization() {}

    /** Returns the logarithm of the length in pivots, from 0 for a short text. */
    private static double excess(int words) {
        return Math.log(Math.max(1, words / PIVOT));
    }

    /** Returns a value of late interaction, in [0, 1], less what the number of words explains. */
    static double lateInteraction(double value, int words) {
        return value - LATE_INTERACTION * excess(words);
    }

    /** Returns the values of a signal of relevance, normalized in place. Other signals are returned as they are. */
    static double[] normalized(String signal, double[] row, CandidateFeatures[] features) {
        boolean lexical = signal.startsWith("bm25.") && !signal.equals(Signals.bm25(ContextViews.KEYS));
        boolean dense = signal.startsWith("dense.") && !signal.equals(Signals.dense(ContextViews.KEYS));
        for (int i = 0; i < row.length && (lexical || dense); i++) {
            double excess = excess(features[i].size());
            row[i] = lexical ? row[i] / (1 + BM25 * excess) : row[i] - COSINE * excess;
        }
        return row;
    }
}
