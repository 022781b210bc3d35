package dev.memcore.bench.simulate.keeper;

import dev.memcore.bench.simulate.trace.Trace;

/** A method to keep some items of a trace, which is compared with others on the same traces. */
@FunctionalInterface
public interface Contender {
    /**
     * An empty keeper.
     *
     * @param capacity how many items it keeps at most after each step, positive
     * @param seed of its chance, if it has any
     */
    Keeper over(Trace trace, int capacity, long seed);

    /** Returns the share of requests whose item was kept, in [0, 1]; 0 if there are no requests. */
    default double hitRate(Trace trace, int capacity, long seed) {
        Keeper keeper = over(trace, capacity, seed);
        long asked = 0;
        long hits = 0;
        for (int i = 0; i < trace.steps().size(); i++) {
            boolean there = keeper.meets(i);
            if (trace.steps().get(i).asked()) {
                asked++;
                hits += there ? 1 : 0;
            }
        }
        return asked == 0 ? 0 : (double) hits / asked;
    }
}
