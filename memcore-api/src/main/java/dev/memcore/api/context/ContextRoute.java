package dev.memcore.api.context;

/** Where the memories of a {@link Context} come from. */
public enum ContextRoute {
    /** The store was searched. */
    SEARCH,
    /**
     * Nothing was searched, because the {@link dev.memcore.spi.RecallGate} considers the message as one that needs no
     * memory, such as "Thanks!".
     */
    NONE
}
