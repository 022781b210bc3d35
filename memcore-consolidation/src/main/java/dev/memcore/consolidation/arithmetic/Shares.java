package dev.memcore.consolidation.arithmetic;

import java.util.Arrays;

/** Divides a whole number in proportion to weights. */
public final class Shares {
    private Shares() {}

    /**
     * Shares in proportion to weights: one after another goes to whoever has the most weight for each it would have then, of
     * equals the first (D'Hondt, 1878). Nobody gets more than it can take. O(total * takers).
     *
     * @param total how many there are to share; what nobody can take is left
     * @param weights not negative; 0 gets nothing
     * @param most how many each can take
     * @return how many each gets
     */
    public static int[] inProportion(int total, double[] weights, int[] most) {
        return more(total, weights, most, new int[weights.length]);
    }

    /** The same, where first each gets one, if it can take one, even if that is more than the total. */
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
