package dev.memcore.consolidation;

import dev.memcore.api.MemoryId;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The memories of the lowest value among any number that pass by; of equal values the older is the lower. Keeps k. */
final class Lowest {
    private static final Comparator<Valued> ORDER =
            Comparator.comparingDouble(Valued::value).thenComparing(Valued::id);

    private final int k;
    private final PriorityQueue<Valued> highestFirst = new PriorityQueue<>(ORDER.reversed());

    record Valued(MemoryId id, double value) {}

    Lowest(int k) {
        this.k = k;
    }

    void offer(MemoryId id, double value) {
        offer(new Valued(id, value));
    }

    void offerAll(Lowest others) {
        others.highestFirst.forEach(this::offer);
    }

    private void offer(Valued valued) {
        highestFirst.add(valued);
        if (highestFirst.size() > k) {
            highestFirst.remove();
        }
    }

    List<Valued> inOrder() {
        return highestFirst.stream().sorted(ORDER).toList();
    }
}
