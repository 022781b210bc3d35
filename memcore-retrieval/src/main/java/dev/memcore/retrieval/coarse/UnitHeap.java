package dev.memcore.retrieval.coarse;

import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What some documents add up to: how many terms they have, the sum of their vectors. For one thread, until it is shared. */
final class UnitHeap {
    private long terms;
    private int @Nullable [] sum;

    /** Adds a document, or takes it away again. */
    void add(int length, @Nullable BytesRef vector, int times) {
        terms += (long) times * length;
        if (vector != null) {
            int[] to = sum(vector.length);
            for (int i = 0; i < to.length; i++) {
                to[i] += times * vector.bytes[vector.offset + i];
            }
        }
    }

    void add(UnitHeap other) {
        terms += other.terms;
        if (other.sum != null) {
            int[] to = sum(other.sum.length);
            for (int i = 0; i < to.length; i++) {
                to[i] += other.sum[i];
            }
        }
    }

    private int[] sum(int dimensions) {
        int[] present = sum;
        if (present == null) {
            present = new int[dimensions];
            sum = present;
        }
        return present;
    }

    long terms() {
        return terms;
    }

    /** The cosine of a vector and the mean of those that were added; 0 if there were none. */
    double cosine(byte[] vector) {
        if (sum == null) {
            return 0;
        }
        double product = 0;
        double own = 0;
        double other = 0;
        for (int i = 0; i < vector.length; i++) {
            product += (double) vector[i] * sum[i];
            own += (double) sum[i] * sum[i];
            other += vector[i] * vector[i];
        }
        return own == 0 || other == 0 ? 0 : product / Math.sqrt(own * other);
    }

    int bytes() {
        return 48 + (sum == null ? 0 : Integer.BYTES * sum.length);
    }
}
