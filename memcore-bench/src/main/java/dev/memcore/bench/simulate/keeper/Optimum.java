package dev.memcore.bench.simulate.keeper;

import dev.memcore.bench.simulate.trace.Trace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * The optimal keeper, which knows the future: it removes the item that is requested last (Belady, A study of
 * replacement algorithms for a virtual-storage computer, 1966). It may also remove a new item at once, so no keeper of
 * the same capacity has more hits. O(log capacity) per step.
 */
final class Optimum implements Keeper {
    private static final int NEVER = Integer.MAX_VALUE;

    private final Trace trace;
    private final int capacity;
    /** For each step, the step of the next request of its item. */
    private final int[] next;
    /** For each kept item, the step of its next request; otherwise -1. */
    private final int[] kept;

    private final TreeSet<Integer> soonest;

    Optimum(Trace trace, int capacity) {
        this.trace = trace;
        this.capacity = capacity;
        this.next = next(trace);
        this.kept = new int[trace.items().size()];
        Arrays.fill(kept, -1);
        this.soonest = new TreeSet<>(
                Comparator.comparingInt((Integer item) -> kept[item]).thenComparing(Comparator.naturalOrder()));
    }

    private static int[] next(Trace trace) {
        int[] next = new int[trace.steps().size()];
        int[] seen = new int[trace.items().size()];
        Arrays.fill(seen, NEVER);
        for (int i = next.length - 1; i >= 0; i--) {
            Trace.Step step = trace.steps().get(i);
            next[i] = seen[step.item()];
            if (step.asked()) {
                seen[step.item()] = i;
            }
        }
        return next;
    }

    @Override
    public boolean meets(int place) {
        int item = trace.steps().get(place).item();
        boolean there = kept[item] >= 0;
        if (there) {
            soonest.remove(item);
        }
        kept[item] = next[place];
        soonest.add(item);
        if (soonest.size() > capacity) {
            kept[soonest.pollLast()] = -1; // it has left the set, so its order may change
        }
        return there;
    }
}
