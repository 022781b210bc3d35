package dev.memcore.consolidation.arithmetic;

import java.util.function.IntPredicate;

/** Binary search for a boundary. */
public final class SortedSearch {
    private SortedSearch() {}

    /**
     * Returns the number of leading indexes for which a condition holds. The condition must hold for all indexes before
     * some boundary, and for none from it on. O(log size).
     *
     * @param size the number of indexes
     */
    public static int first(int size, IntPredicate holds) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holds.test(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
