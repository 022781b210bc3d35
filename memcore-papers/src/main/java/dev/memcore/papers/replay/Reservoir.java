package dev.memcore.papers.replay;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Chance;
import java.util.ArrayList;
import java.util.List;

/**
 * A random sample of a stream of unknown length. Each of the n items so far is in it with the same probability k / n
 * (Vitter, Random Sampling with a Reservoir, 1985, algorithm R). O(1) for each item; holds k items. For one thread.
 */
public final class Reservoir<T> {
    private final int k;
    private final Chance chance;
    private final List<T> kept = new ArrayList<>();
    private long seen;

    /**
     * Creates an empty sample.
     *
     * @param k the maximum size of the sample, not negative
     * @param seed the seed of the random numbers
     */
    public Reservoir(int k, long seed) {
        this.k = Arguments.atLeast(k, 0, "k");
        this.chance = new Chance(seed);
    }

    /** Offers the next item of the stream. */
    public void offer(T item) {
        Arguments.present(item, "item");
        seen++;
        if (kept.size() < k) {
            kept.add(item);
            return;
        }
        long place = chance.nextLong(seen);
        if (place < k) {
            kept.set((int) place, item);
        }
    }

    /** Returns the sample, in arbitrary order. */
    public List<T> sample() {
        return List.copyOf(kept);
    }

    /** Returns the number of items offered so far. */
    public long seen() {
        return seen;
    }
}
