package dev.memcore.consolidation.arithmetic;

import java.util.Arrays;

/** Divides a whole number in proportion to weights. */
public final class Shares {
    private Shares() {}

    /**
     * Divides a total in proportion to weights, with the method of D'Hondt (1878). Units are assigned one by one. Each
     * goes to the taker with the greatest quotient of its weight and the number of units it would then have; of equal
     * ones to the first. No taker gets more than its limit. O(total * takers).
     *
     * @param total the number of units to divide; units that no taker can accept are not assigned
     * @param weights one per taker, not negative; a taker of weight 0 gets nothing
     * @param most the limit of each taker
     * @return the number of units of each taker
     */
    public static int[] inProportion(int total, double[] weights, int[] most) {
        return more(total, weights, most, new int[weights.length]);
    }

    /**
     * Like {@link #inProportion}, but each taker with a positive limit first gets one unit, even if the sum then
     * exceeds the total.
     */
    public static int[] atLeastOne(int total, double[] weights, int[] most) {
        int[] shares = Arrays.stream(most).map(limit -> Math.min(1, limit)).toArray();
        return more(total - Arrays.stream(shares).sum(), weights, most, shares);
    }

    private static int[] more(int total, double[] weights, int[] most, int[] shares) {
        for (int i = 0; i < total; i++) {
            int next = next(weights, most, shares);
            if (next < 0) {
                return shares;
            }
            shares[next]++;
        }
        return shares;
    }

    private static int next(double[] weights, int[] most, int[] shares) {
        int best = -1;
        double quotient = 0;
        for (int i = 0; i < weights.length; i++) {
            double candidate = shares[i] < most[i] ? weights[i] / (shares[i] + 1) : 0;
            if (candidate > quotient) {
                quotient = candidate;
                best = i;
            }
        }
        return best;
    }
}
