package dev.memcore.retrieval.vector;

import java.util.Arrays;

/** The distances found by one scan, and the documents nearest by them. */
public final class SignScan {
    private final int[] histogram;
    private int[] documents = new int[256];
    private int[] distances = new int[256];
    private int size;

    public SignScan(int greatestDistance) {
        this.histogram = new int[greatestDistance + 1];
    }

    /** Notes a document; documents come in ascending order. */
    public void add(int document, int distance) {
        if (size == documents.length) {
            documents = Arrays.copyOf(documents, 2 * size);
            distances = Arrays.copyOf(distances, 2 * size);
        }
        documents[size] = document;
        distances[size] = distance;
        histogram[distance]++;
        size++;
    }

    /** The nearest documents, ascending; at least as many as wanted, if there are: ties are all taken. O(scanned). */
    public int[] nearest(int wanted) {
        int within = 0;
        int cutoff = -1;
        while (within < wanted && cutoff + 1 < histogram.length) {
            cutoff++;
            within += histogram[cutoff];
        }
        int[] nearest = new int[within];
        int found = 0;
        for (int i = 0; i < size; i++) {
            if (distances[i] <= cutoff) {
                nearest[found++] = documents[i];
            }
        }
        return nearest;
    }
}
