package dev.memcore.retrieval.ranking;

import dev.memcore.retrieval.storage.CandidateFeatures;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Orders the candidates by time, for questions about the present state. For one query, one thread. */
final class Recency {
    /** A newer candidate that covers this share of what an older one covers replaces it. */
    private static final double AS_GOOD = 0.9;

    /** A candidate that covers less of the question is not relevant. */
    private static final double TO_THE_POINT = 0.25;

    /**
     * A candidate that covers {@code BESIDE} of what the best one covers, or less, is not relevant; one that covers
     * {@code RELEVANT} or more is fully relevant.
     */
    private static final double BESIDE = 0.4;

    private static final double RELEVANT = 0.6;

    private final int[] order;

    /** Orders candidates by their moments, equal ones by their ids. O(n log n). */
    Recency(CandidateFeatures[] features) {
        this.order = IntStream.range(0, features.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> features[i].moment())
                        .thenComparing(i -> features[i].id()))
                .mapToInt(i -> i)
                .toArray();
    }

    /** Returns the candidate numbers, oldest first. */
    int[] order() {
        return order;
    }

    /** Returns the position of each candidate in time, from 0 for the oldest to 1 for the newest. */
    double[] places() {
        double[] places = new double[order.length];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = order.length == 1 ? 1 : (double) place / (order.length - 1);
        }
        return places;
    }

    /**
     * Returns how new each candidate is among the relevant ones: the share of all relevance that is not newer, in [0,
     * 1], times its own relevance. In a long history, almost all new memories are about other subjects. O(n).
     *
     * @param covered how much of the question each candidate covers; NaN: not known, treated as 0
     * @param tied how closely a shared name ties each candidate to relevant ones
     */
    double[] amongRelevant(double[] covered, double[] tied) {
        double most = greatest(covered);
        double closest = greatest(tied);
        double[] relevant = new double[order.length];
        double total = 0;
        for (int i = 0; i < relevant.length; i++) {
            double share = most > 0 && covered[i] > 0 ? covered[i] / most : 0;
            double tie = closest > 0 ? tied[i] / closest : 0;
            relevant[i] = Math.max(Math.clamp((share - BESIDE) / (RELEVANT - BESIDE), 0, 1), tie);
            total += relevant[i];
        }
        double[] values = new double[order.length];
        double older = 0;
        for (int i : order) {
            older += relevant[i];
            values[i] = total == 0 ? 0 : older / total * relevant[i];
        }
        return values;
    }

    private static double greatest(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).max().orElse(0);
    }

    /**
     * Returns 1 for each relevant candidate that no newer one can have replaced, because none covers as much of the
     * question; 0 for all others. O(n).
     *
     * @param covered how much of the question each candidate covers, in [0, 1]; NaN: not known, treated as irrelevant
     */
    double[] standing(double[] covered) {
        double[] standing = new double[order.length];
        double newer = 0;
        for (int place = order.length - 1; place >= 0; place--) {
            double own = covered[order[place]];
            if (own >= TO_THE_POINT) {
                standing[order[place]] = newer < AS_GOOD * own ? 1 : 0;
                newer = Math.max(newer, own);
            }
        }
        return standing;
    }
}
