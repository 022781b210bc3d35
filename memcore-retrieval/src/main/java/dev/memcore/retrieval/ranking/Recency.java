package dev.memcore.retrieval.ranking;

import dev.memcore.retrieval.storage.CandidateFeatures;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The order of the candidates in time, for questions that ask how things are now. For one query, one thread. */
final class Recency {
    /** A newer candidate that speaks of this share of what another speaks of is as much to the point. */
    private static final double AS_GOOD = 0.9;

    /** Who speaks of less of the question is not to the point. */
    private static final double TO_THE_POINT = 0.25;

    /** Who speaks of this share of what the best speaks of, or less, is beside the point; of the other, fully to the point. */
    private static final double BESIDE = 0.4;

    private static final double RELEVANT = 0.6;

    private final int[] order;

    /** Orders candidates by their moments, and where these are equal by their ids. O(n log n). */
    Recency(CandidateFeatures[] sketches) {
        this.order = IntStream.range(0, sketches.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> sketches[i].moment())
                        .thenComparing(i -> sketches[i].id()))
                .mapToInt(i -> i)
                .toArray();
    }

    /** The candidates, the oldest first. */
    int[] order() {
        return order;
    }

    /** The place of each candidate, from 0, the oldest, to 1, the newest. */
    double[] places() {
        double[] places = new double[order.length];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = order.length == 1 ? 1 : (double) place / (order.length - 1);
        }
        return places;
    }

    /**
     * How new each candidate is among those that are to the point: how much of all that is to the point is not newer, in [0, 1], times how
     * much it is to the point itself. In a long history almost everything that is new speaks of other things. O(n).
     *
     * @param covered how much of the question each speaks of; NaN: not known, nothing
     * @param tied how closely each is tied to what speaks of it
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
     * 1 for each candidate that no newer one can have replaced: none speaks of as much of the question. 0 for all others, and
     * for those that hardly speak of it. O(n).
     *
     * @param covered how much of the question each speaks of, in [0, 1]; NaN: not known, little
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
