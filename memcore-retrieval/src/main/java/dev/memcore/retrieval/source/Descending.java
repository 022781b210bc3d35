package dev.memcore.retrieval.source;

import java.util.Arrays;

/** Orders the many by one number each, without an object for each. */
public final class Descending {
    private static final long PLACE = 0xFFFF_FFFFL;

    private Descending() {}

    /** The places of the values, the greatest value first; equal ones (as floats) in their order. No NaN. O(n log n). */
    public static int[] order(double[] values) {
        long[] keys = new long[values.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) ~ascending((float) values[i]) << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) (keys[i] & PLACE);
        }
        return order;
    }

    /** Numbers in the order of the floats. */
    private static int ascending(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }
}
