package dev.memcore.api.config;

/** The kinds of calls that an {@link OperationListener} receives. */
public enum OperationKind {
    /** A recall of a space, a session or a view of the past. */
    RECALL,
    /** A context was assembled, or taken from the cache. An assembly contains recalls, which are reported as well. */
    CONTEXT,
    /** Observations were stored: {@code remember}, {@code add} and their batches. */
    REMEMBER,
    /** Memories were changed by {@code apply} or {@code undo}: revised, linked, pinned, for example. */
    UPDATE,
    /** A memory was forgotten. */
    FORGET,
    /** Memories were erased. */
    ERASE,
    /** A maintenance run, or a part of one on the background thread. */
    MAINTAIN
}
