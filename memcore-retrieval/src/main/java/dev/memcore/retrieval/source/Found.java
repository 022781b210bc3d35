package dev.memcore.retrieval.source;

import java.util.Arrays;

/** Documents and what a source says of them, so that it need not say it again. */
final class Found {
    /** Nothing. */
    static final Found NONE = new Found(new int[0], new double[0]);

    private final int[] documents;
    private final double[] values;

    /**
     * Keeps the arrays.
     *
     * @param documents ascending
     * @param values in the same order
     */
    Found(int[] documents, double[] values) {
        this.documents = documents;
        this.values = values;
    }

    /** What was said of a document, or NaN: nothing yet. O(log n). */
    double of(int document) {
        int at = Arrays.binarySearch(documents, document);
        return at < 0 ? Double.NaN : values[at];
    }
}
