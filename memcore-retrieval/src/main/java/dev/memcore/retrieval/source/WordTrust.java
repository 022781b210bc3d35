package dev.memcore.retrieval.source;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.text.WordCodes;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.retrieval.visibility.Visible;
import java.util.List;
import java.util.Set;

/**
 * How far the signals of a query can be trusted. The vectors of words and texts are made for English. They say little
 * about a question in another language, and about names and identifiers. As far as they say little, character n-grams
 * take their place. Each value is in [0, 1].
 *
 * @param vectors the trust in signals of word vectors, by the share of the question's words that the vectors know
 * @param ngrams the trust in character n-grams: the greater of 1 minus the trust in vectors and the share of the words
 *     that the vectors do not know, weighted by rarity
 */
record WordTrust(double vectors, double ngrams) {
    /** The maximum number of different words that are looked up. */
    private static final int MOST_WORDS = 64;

    private static final Set<String> OF_WORD_VECTORS = Set.of(Signals.MAXSIM, Signals.EXCHANGE, Signals.ANSWER);

    /** Returns the trust for a query. Without word vectors, n-grams are trusted fully. O(words). */
    static WordTrust of(AnalyzedQuery query, Projector projector, Visible visible) {
        WordCodes codes = projector.codes();
        if (codes == null) {
            return new WordTrust(0, 1);
        }
        double vectors = codes.trust(query.compared());
        List<String> views = projector.lexicalViews();
        double unknown = views.isEmpty() ? 0 : unknown(query, codes, views.getFirst(), visible);
        return new WordTrust(vectors, Math.max(1 - vectors, unknown));
    }

    /** Returns the share of the words that the vectors do not know, weighted by rarity. */
    private static double unknown(AnalyzedQuery query, WordCodes codes, String view, Visible visible) {
        double all = 0;
        double unknown = 0;
        List<WordCodes.Written> words = codes.written(query.compared()).stream()
                .distinct()
                .limit(MOST_WORDS)
                .toList();
        for (WordCodes.Written word : words) {
            if (codes.means(word.text())) {
                double weight = query.rarity(word.around(), view, visible);
                all += weight;
                unknown += codes.isKnown(word.text()) ? 0 : weight;
            }
        }
        return all == 0 ? 0 : unknown / all;
    }

    /**
     * Returns the trust in a signal.
     *
     * @param bundled whether the vectors of texts are those of the bundled table
     */
    double in(String signal, boolean bundled) {
        if (signal.equals(Signals.bm25(ContextViews.NGRAMS))) {
            return ngrams;
        }
        return OF_WORD_VECTORS.contains(signal) || (bundled && signal.startsWith(Signals.dense(""))) ? vectors : 1;
    }
}
