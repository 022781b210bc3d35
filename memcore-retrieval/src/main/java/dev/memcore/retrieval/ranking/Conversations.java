package dev.memcore.retrieval.ranking;

import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.storage.CandidateFeatures;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The conversations of the candidates: which candidates are in the same conversation, and which are adjacent turns.
 * O(candidates).
 */
final class Conversations {
    /** The factor of a score at a distance of two turns, as in the prototype of docs/research/results.md. */
    private static final double FARTHER = 0.6;

    /** No candidate. */
    static final int NONE = -1;

    private final CandidateFeatures[] features;
    private final int[] previous;
    private final int[] next;

    Conversations(CandidateFeatures[] features) {
        this.features = features;
        this.previous = new int[features.length];
        this.next = new int[features.length];
        Arrays.fill(previous, NONE);
        Arrays.fill(next, NONE);
        Map<MemoryId, Integer> places = new HashMap<>();
        for (int i = 0; i < features.length; i++) {
            places.put(features[i].id(), i);
        }
        for (int i = 0; i < features.length; i++) {
            MemoryId before = features[i].previous();
            Integer place = before == null ? null : places.get(before);
            if (place != null) {
                previous[i] = place;
                next[place] = i;
            }
        }
    }

    /** Returns whether some candidate and the turn before it are both candidates. */
    boolean any() {
        return Arrays.stream(previous).anyMatch(before -> before != NONE);
    }

    /**
     * Returns whether a conversation has a question. In texts without questions, the next turn is not an answer, but
     * the next part of a story.
     */
    boolean anyAsks() {
        return any() && Arrays.stream(features).anyMatch(CandidateFeatures::asks);
    }

    /** Returns the turn before a candidate in its conversation, or {@link #NONE} if that is not a candidate. */
    int before(int candidate) {
        return previous[candidate];
    }

    /** Returns the best score in each candidate's conversation; NaN if it is in none. */
    double[] best(double[] scores) {
        Map<Long, Double> best = new HashMap<>();
        for (int i = 0; i < scores.length; i++) {
            best.merge(features[i].conversation(), scores[i], Math::max);
        }
        double[] row = new double[scores.length];
        for (int i = 0; i < row.length; i++) {
            long conversation = features[i].conversation();
            row[i] = conversation == 0 ? Double.NaN : best.getOrDefault(conversation, 0.0);
        }
        return row;
    }

    /**
     * Returns the best score among the turns at most two turns before or after each candidate; NaN if it is in no
     * conversation.
     */
    double[] beside(double[] scores) {
        double[] row = new double[scores.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = features[i].conversation() == 0
                    ? Double.NaN
                    : Math.max(along(previous, i, scores), along(next, i, scores));
        }
        return row;
    }

    private static double along(int[] step, int from, double[] scores) {
        int first = step[from];
        if (first == NONE) {
            return 0;
        }
        int second = step[first];
        return Math.max(scores[first], second == NONE ? 0 : FARTHER * scores[second]);
    }
}
