package dev.memcore.bench.simulate.keeper;

/** Keeps some items of a trace while it proceeds. For one thread, and one trace. */
@FunctionalInterface
interface Keeper {
    /**
     * Performs a step. A missing item is stored again, a requested item is used, and items beyond the capacity are
     * removed.
     *
     * @param place the step's place in the trace; they come in order, each once
     * @return whether the item was there before
     */
    boolean meets(int place);
}
