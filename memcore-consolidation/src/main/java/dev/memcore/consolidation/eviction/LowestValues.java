package dev.memcore.consolidation.eviction;

import dev.memcore.api.MemoryId;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Selects the k memories of the lowest value from a stream; of equal values the older is lower. Holds k values. */
public final class LowestValues {
    private static final Comparator<Valued> ORDER =
            Comparator.comparingDouble(Valued::value).thenComparing(Valued::id);

    private final int k;
    private final PriorityQueue<Valued> highestFirst = new PriorityQueue<>(ORDER.reversed());

    /** A memory and its value. */
    public record Valued(MemoryId id, double value) {}

    /** Of the lowest so many. */
    public LowestValues(int k) {
        this.k = k;
    }

    /** A memory passes by. */
    public void offer(MemoryId id, double value) {
        offer(new Valued(id, value));
    }

    /** All that another one keeps pass by. */
    public void offerAll(LowestValues others) {
        others.highestFirst.forEach(this::offer);
    }

    private void offer(Valued valued) {
        highestFirst.add(valued);
        if (highestFirst.size() > k) {
            highestFirst.remove();
        }
    }

    /** What is kept, the lowest first. */
    public List<Valued> inOrder() {
        return highestFirst.stream().sorted(ORDER).toList();
    }
}
