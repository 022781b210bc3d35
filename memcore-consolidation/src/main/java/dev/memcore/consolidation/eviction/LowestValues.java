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

    /** Creates an empty selection of at most k memories. */
    public LowestValues(int k) {
        this.k = k;
    }

    /** Offers a memory, which is kept if it is among the k lowest. O(log k). */
    public void offer(MemoryId id, double value) {
        offer(new Valued(id, value));
    }

    /** Offers all memories that another selection keeps. */
    public void offerAll(LowestValues others) {
        others.highestFirst.forEach(this::offer);
    }

    private void offer(Valued valued) {
        highestFirst.add(valued);
        if (highestFirst.size() > k) {
            highestFirst.remove();
        }
    }

    /** Returns the kept memories, the lowest value first. */
    public List<Valued> inOrder() {
        return highestFirst.stream().sorted(ORDER).toList();
    }
}
