package dev.memcore.retrieval.ranking;

import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.text.LateInteraction;
import dev.memcore.retrieval.visibility.Candidates;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The candidates with the result of the first step of scoring: features, signals and scores. For one query, one thread.
 */
public final class FirstPass {
    private final Candidates candidates;
    private final CandidateFeatures[] features;
    private final Map<String, double[]> rows;
    private final double[] scores;
    private final double[] @Nullable [] nearest;
    private int @Nullable [] order;

    /**
     * Creates the object from the arrays and the map, which are not copied.
     *
     * @param features the features, in the order of the candidates, as all that follows
     * @param rows the values of each signal
     * @param scores the scores by these signals, in [0, 1]
     */
    FirstPass(Candidates candidates, CandidateFeatures[] features, Map<String, double[]> rows, double[] scores) {
        this.candidates = candidates;
        this.features = features;
        this.rows = rows;
        this.scores = scores;
        this.nearest = new double[scores.length][];
    }

    /** Returns the same candidates with other scores. */
    public FirstPass with(double[] others) {
        return new FirstPass(candidates, features, rows, others);
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
}
