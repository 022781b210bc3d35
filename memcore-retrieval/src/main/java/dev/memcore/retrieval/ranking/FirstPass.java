package dev.memcore.retrieval.ranking;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.text.LateInteraction;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.retrieval.visibility.Candidates;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The candidates with the result of the first step of scoring: features, signals and scores. For one query, one thread.
 */
public final class FirstPass {
    /** The number of different words up to which a text is short. */
    private static final double PIVOT = 40;

    private static final double LATE_INTERACTION_SLOPE = 0.10;
    private static final double COSINE_SLOPE = 0.05;
    private static final double BM25_SLOPE = 0.15;

    /** With fewer sources there is nothing to agree on. */
    private static final int FEWEST_SOURCES = 2;

    private final Candidates candidates;
    private final CandidateFeatures[] features;
    private final Map<String, double[]> rows;
    private final double[] scores;
    private final double @Nullable [] relevance;
    private final double[] @Nullable [] nearest;
    private int @Nullable [] order;

    /**
     * Creates the object from the arrays and the map, which are not copied.
     *
     * @param features the features, in the order of the candidates, as all that follows
     * @param rows the values of each signal
     * @param scores the scores by these signals, in [0, 1]
     * @param relevance the scores by these signals without the order in time; null if these are the scores
     */
    FirstPass(
            Candidates candidates,
            CandidateFeatures[] features,
            Map<String, double[]> rows,
            double[] scores,
            double @Nullable [] relevance) {
        this.candidates = candidates;
        this.features = features;
        this.rows = rows;
        this.scores = scores;
        this.relevance = relevance;
        this.nearest = new double[scores.length][];
    }

    /** Returns the same candidates with other scores. */
    public FirstPass with(double[] others) {
        return new FirstPass(candidates, features, rows, others, relevance);
    }

    public Candidates candidates() {
        return candidates;
    }

    public CandidateFeatures[] features() {
        return features;
    }

    Map<String, double[]> rows() {
        return rows;
    }

    double[] scores() {
        return scores;
    }

    /**
     * Returns the candidate numbers of the best candidates, best first. Scores that are equal as floats (to seven
     * digits) are ordered by id, which no merge of segments changes. Sorted once: O(n log n).
     */
    public int[] best(int count) {
        int[] all = order;
        if (all == null) {
            all = ordered();
            order = all;
        }
        return Arrays.copyOf(all, Math.min(count, all.length));
    }

    /**
     * Returns the candidate numbers of the best candidates by their scores, and of the best ones by their relevance
     * alone. If newer candidates are preferred, an old one that answers the question is among the latter.
     */
    int[] compared(int count) {
        int[] best = best(count);
        return relevance == null
                ? best
                : IntStream.concat(
                                Arrays.stream(best),
                                Arrays.stream(Candidates.descending(relevance)).limit(count))
                        .distinct()
                        .toArray();
    }

    private int[] ordered() {
        int[] places = Candidates.descending(scores);
        int from = 0;
        while (from < places.length) {
            int to = from + 1;
            while (to < places.length && (float) scores[places[to]] == (float) scores[places[from]]) {
                to++;
            }
            if (to - from > 1) {
                int[] equal = Arrays.stream(places, from, to)
                        .boxed()
                        .sorted(Comparator.comparing(i -> features[i].id()))
                        .mapToInt(i -> i)
                        .toArray();
                System.arraycopy(equal, 0, places, from, equal.length);
            }
            from = to;
        }
        return places;
    }

    /** Returns how near a candidate comes to each word of the question. Computed once. */
    double[] nearest(int candidate, LateInteraction words) {
        double[] known = nearest[candidate];
        if (known == null) {
            known = words.nearest(features[candidate].words());
            nearest[candidate] = known;
        }
        return known;
    }

    /**
     * Returns the logarithm of the length in pivots, 0 for a short text. A text of many words is near many questions by
     * chance, because each word of a question is compared with the nearest of all its words. The expected best match
     * grows with the logarithm of the length, so relevance is lowered by it. Texts of up to {@link #PIVOT} different
     * words keep their values, so conversations of short turns are not affected.
     *
     * <p>The pivot is that of pivoted length normalization (Singhal, Buckley and Mitra, SIGIR 1996). The slopes were
     * chosen on chats with long answers, phone records and passages together; docs/design/decisions.md has the figures.
     */
    private static double excess(int words) {
        return Math.log(Math.max(1, words / PIVOT));
    }

    /** Returns 1 for a short text, and less the longer it is; 0 from {@code e} times the {@link #PIVOT} on. */
    static double brevity(int words) {
        return Math.max(0, 1 - excess(words));
    }

    /** Lowers the values of a signal of adjacent turns for long texts, in place, and returns them. */
    double[] brief(double[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] *= brevity(features[i].size());
        }
        return row;
    }

    /** Returns a value of late interaction, in [0, 1], less what the number of words explains. */
    static double lateInteraction(double value, int words) {
        return value - LATE_INTERACTION_SLOPE * excess(words);
    }

    /**
     * Normalizes the values of BM25 and cosines for the length of the texts, in place, and returns them. Other signals,
     * and those of search keys and n-grams, are returned as they are.
     */
    static double[] normalized(String signal, double[] row, CandidateFeatures[] features) {
        boolean others =
                signal.equals(Signals.bm25(ContextViews.KEYS)) || signal.equals(Signals.bm25(ContextViews.NGRAMS));
        boolean lexical = signal.startsWith("bm25.") && !others;
        boolean dense = signal.startsWith("dense.") && !signal.equals(Signals.dense(ContextViews.KEYS));
        for (int i = 0; i < row.length && (lexical || dense); i++) {
            double excess = excess(features[i].size());
            row[i] = lexical ? row[i] / (1 + BM25_SLOPE * excess) : row[i] - COSINE_SLOPE * excess;
        }
        return row;
    }

    /**
     * Finds the candidate that every source ranks first. Sources err in different ways, so what they agree on is seldom
     * wrong, although the texts around another candidate may speak for that one (docs/design/decisions.md). Returns 1 for
     * the candidates that no other one precedes in any source, and 0 for all others. All are 0 if there
     * are fewer than {@value #FEWEST_SOURCES} sources.
     *
     * @param sources the values of each source for each candidate; NaN: it has none. O(sources x candidates)
     */
    static double[] agreed(Collection<double[]> sources, int candidates) {
        double[] agreed = new double[candidates];
        if (sources.size() < FEWEST_SOURCES) {
            return agreed;
        }
        Arrays.fill(agreed, 1);
        for (double[] row : sources) {
            double greatest = 0;
            for (double value : row) {
                greatest = value > greatest ? value : greatest; // false for NaN
            }
            for (int candidate = 0; candidate < candidates; candidate++) {
                boolean first = greatest > 0 && row[candidate] == greatest;
                agreed[candidate] = first ? agreed[candidate] : 0;
            }
        }
        return agreed;
    }
}
