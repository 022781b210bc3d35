package dev.memcore.retrieval.visibility;

import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Projector.Projection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The pool of one recall: documents of the index in ascending order, then entries of the tail; and a row of raw values for
 * every signal, NaN where it says nothing.
 */
public final class Candidates {
    private static final long PLACE = 0xFFFF_FFFFL;

    private final int[] documents;
    private final List<Waiting> waiting;

    /** An entry of the tail with its projection. */
    public record Waiting(Memtable.Entry entry, Projection projection) {}

    public Candidates(int[] documents, List<Waiting> waiting) {
        this.documents = documents;
        this.waiting = List.copyOf(waiting);
    }

    /** These and more documents, in any order; those that are among these already count once. */
    public Candidates with(int[] more) {
        int[] all = IntStream.concat(Arrays.stream(documents), Arrays.stream(more))
                .sorted()
                .distinct()
                .toArray();
        return new Candidates(all, waiting);
    }

    public int size() {
        return documents.length + waiting.size();
    }

    /** The documents of the index, ascending; a document's position is its candidate's number. */
    public int[] documents() {
        return documents;
    }

    public List<Waiting> waiting() {
        return waiting;
    }

    /** The number of the candidate that the first entry of the tail is. */
    public int firstWaiting() {
        return documents.length;
    }

    public double[] row(double value) {
        double[] row = new double[size()];
        Arrays.fill(row, value);
        return row;
    }

    /** The places of the values, the greatest value first; equal ones (as floats) in their order. No NaN. O(n log n). */
    public static int[] descending(double[] values) {
        long[] keys = new long[values.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) ~orderedBits((float) values[i]) << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) (keys[i] & PLACE);
        }
        return order;
    }

    /** Numbers in the order of the floats. */
    private static int orderedBits(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }
}
