package dev.memcore.papers.replay;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Chance;
import java.util.ArrayList;
import java.util.List;

/**
 * A sample of a stream whose length nobody knows: each of the n items so far is in it with the same probability k / n (Vitter, Random
 * Sampling with a Reservoir, 1985, algorithm R). O(1) for each item; holds k. For one thread.
 */
public final class Reservoir<T> {
    private final int k;
    private final Chance chance;
    private final List<T> kept = new ArrayList<>();
    private long seen;

    /**
     * An empty sample.
     *
     * @param k how many are kept, not negative
     * @param seed where chance begins
     */
    public Reservoir(int k, long seed) {
        this.k = Arguments.atLeast(k, 0, "k");
        this.chance = new Chance(seed);
    }

    /** The next item of the stream. */
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

    /** The sample, in no order that means anything. */
    public List<T> sample() {
        return List.copyOf(kept);
    }

    /** How many items there were. */
    public long seen() {
        return seen;
    }
}
