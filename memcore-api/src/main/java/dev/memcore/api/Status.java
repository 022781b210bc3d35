package dev.memcore.api;

/** The status of a memory. Only {@link #ACTIVE} memories are recalled. */
public enum Status {
    /** The memory is valid and can be recalled. */
    ACTIVE,
    /** A newer memory replaced this one. It is still stored. */
    SUPERSEDED,
    /** The memory is hidden from readers until it is released. */
    QUARANTINED,
    /** The memory was forgotten. Searches do not return it. Its history remains until it is erased. */
    FORGOTTEN,
    /** The memory was erased. Only this tombstone with the time, actor and reason of the erasure remains. */
    ERASED;

    /**
     * Returns whether memories with this status can be read by id. This holds for {@link #ACTIVE} and {@link
     * #SUPERSEDED}.
     */
    public boolean isReadable() {
        return this == ACTIVE || this == SUPERSEDED;
    }
}
