package dev.memcore.retrieval.visibility;

import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Projector.Projection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The candidates of one recall, numbered from 0: documents of the index in ascending order, then entries of the
 * memtable. Immutable.
 */
public final class Candidates {
    private static final long PLACE = 0xFFFF_FFFFL;

    private final int[] documents;
    private final List<Waiting> waiting;

    /** An entry of the memtable with its projection. */
    public record Waiting(Memtable.Entry entry, Projection projection) {}

    public Candidates(int[] documents, List<Waiting> waiting) {
        this.documents = documents;
        this.waiting = List.copyOf(waiting);
    }

    /**
     * Returns these candidates and more documents, which may be in any order. Documents that are candidates already are
     * added only once.
     */
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

    /** Returns the documents of the index, ascending. The number of a candidate is its position in this array. */
    public int[] documents() {
        return documents;
    }

    public List<Waiting> waiting() {
        return waiting;
    }

    /** Returns the candidate number of the first entry of the memtable. */
    public int firstWaiting() {
        return documents.length;
    }

    public double[] row(double value) {
        double[] row = new double[size()];
        Arrays.fill(row, value);
        return row;
    }

    /**
     * Returns the positions of the values in descending order of value. Values that are equal as floats keep their
     * order. The values must not be NaN. O(n log n).
     */
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

    /** Returns an int for a float, so that the ints sort as the floats do. */
    private static int orderedBits(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }
}
