package dev.memcore.bench.simulate.trace;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws places by weights. */
final class Draws {
    private Draws() {}

    /**
     * A place, with a chance proportional to its weight. O(log n).
     *
     * @param cumulated the sums of the weights up to each place, the last one positive
     */
    static int place(double[] cumulated, RandomGenerator random) {
        int found = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
