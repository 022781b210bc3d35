package dev.memcore.api;

/** Where a memory stands. Only {@link #ACTIVE} memories are recalled. */
public enum Status {
    /** In force. */
    ACTIVE,
    /** Replaced by a newer memory; kept. */
    SUPERSEDED,
    /** Held back from readers until released. */
    QUARANTINED,
    /** Forgotten: out of every search; its history remains until erased. */
    FORGOTTEN,
    /** Erased: nothing is left but this mark, with when, by whom and why. */
    ERASED;

    /** Whether memories of this status can be read by their id: {@link #ACTIVE} and {@link #SUPERSEDED}. */
    public boolean isReadable() {
        return this == ACTIVE || this == SUPERSEDED;
    }
}
