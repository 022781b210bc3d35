package dev.memcore.api;

/**
 * Memory that outlives the process: opens a store, hands out handles by {@linkplain Scope scope}, closes it.
 *
 * <p>Obtained from {@code dev.memcore.Memcore}. Safe for use by any number of threads; all calls block until done. A write
 * is <em>acknowledged</em> when the call returns: from then on it is as durable as the {@link Durability} says, and
 * every later read of any thread sees it. A batch is atomic: readers and crashes see all of it or nothing. An interrupt
 * of a calling thread does not abort a call; the interrupt flag is kept.
 */
public interface MemoryManager extends AutoCloseable {
    /**
     * The memory of a scope, for a reader without clearances. A light handle: make as many as you like.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the scope is null
     */
    default MemorySpace in(Scope scope) {
        return in(Reader.of(scope));
    }

    /** The memory that a reader may see; what is written through the handle belongs to the reader's scope. */
    MemorySpace in(Reader reader);

    /**
     * Blocks until the index holds everything acknowledged before the call. Never needed for correctness (what is not
     * indexed yet is searched in memory), but useful before measuring.
     */
    void awaitIndexed();

    /** The state of the store now. */
    StoreStats stats();

    /** Reads every byte of the log and of the index, and verifies checksums and that the two agree. O(size). */
    CheckReport check();

    /**
     * Finishes what was begun, brings the index up to date, ends the threads that belong to this manager and releases
     * the directory. Idempotent. Later calls of any handle fail with {@link ErrorCode#CLOSED}.
     */
    @Override
    void close();
}
