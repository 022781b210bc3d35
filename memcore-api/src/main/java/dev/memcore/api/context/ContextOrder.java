package dev.memcore.api.context;

/** The order in which the recalled memories of a {@link Context} are shown. */
public enum ContextOrder {
    /** The most relevant first. */
    SCORE,
    /** The oldest first, by the time of their events. */
    TIME,
    /**
     * The most relevant at both ends, the least relevant in the middle, where long prompts are read least well (Liu et
     * al., "Lost in the Middle", TACL 2024): of ranks 1 to 5, the order is 1, 3, 5, 4, 2.
     */
    EDGES
}
