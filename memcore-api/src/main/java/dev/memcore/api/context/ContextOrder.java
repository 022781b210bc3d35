package dev.memcore.api.context;

/**
 * The order in which the recalled memories of a {@link Context} are shown. Memories of one day that follow each other stand
 * under one date. The text names the order if it is by time.
 */
public enum ContextOrder {
    /**
     * As the question asks: {@link #NEWEST} if it asks for the present state ("What is the latest ...", "Where do I live
     * now?"), {@link #TIME} if it asks for an order or a history ("In which order did I ..."), and otherwise {@link
     * #DAYS}.
     */
    QUESTION,
    /** The day with the most relevant memory first; within a day, by time. */
    DAYS,
    /** The most relevant first. */
    SCORE,
    /** The oldest first, by the time of their events: a timeline (THEANINE, Ong et al. 2024). */
    TIME,
    /** The newest first, by the time of their events, so that the latest state comes before earlier ones. */
    NEWEST,
    /**
     * The most relevant at both ends, the least relevant in the middle, where long prompts are read least well (Liu et
     * al., "Lost in the Middle", TACL 2024): of ranks 1 to 5, the order is 1, 3, 5, 4, 2.
     */
    EDGES
}
