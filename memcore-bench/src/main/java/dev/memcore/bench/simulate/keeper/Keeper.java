package dev.memcore.bench.simulate.keeper;

/** Keeps some items of a trace while it proceeds. For one thread, and one trace. */
@FunctionalInterface
interface Keeper {
    /**
     * Goes through a step: an item that is missing is remembered anew, if it is asked for it is used, and what is too much
     * leaves.
     *
     * @param place the step's place in the trace; they come in order, each once
     * @return whether the item was there before
     */
    boolean meets(int place);
}
