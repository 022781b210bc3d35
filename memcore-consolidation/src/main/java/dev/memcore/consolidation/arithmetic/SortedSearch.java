package dev.memcore.consolidation.arithmetic;

import java.util.function.IntPredicate;

/** Binary search for a boundary. */
public final class SortedSearch {
    private SortedSearch() {}

    /**
     * How many of the first indexes hold a condition that holds for all before a border, and for none after it.
     *
     * @param size how many indexes there are
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
