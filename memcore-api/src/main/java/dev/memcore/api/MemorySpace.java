package dev.memcore.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The memory that one reader sees and writes: the handle a host works with. Thread-safe.
 *
 * <p>Every method may throw {@link MemoryException} with {@link ErrorCode#INVALID_ARGUMENT},
 * {@link ErrorCode#LIMIT_EXCEEDED}, {@link ErrorCode#CLOSED}, {@link ErrorCode#IO_FAILED},
 * {@link ErrorCode#INDEX_DAMAGED} or {@link ErrorCode#COMPONENT_FAILED}; in each case nothing was changed, except that a
 * write which fails with IO_FAILED or INDEX_DAMAGED may be found after the store is opened again.
 *
 * <p>A reader writes only what it may read: an observation with a label that it is not cleared for is an invalid argument.
 */
public interface MemorySpace {
    /** Who reads and writes here. */
    Reader reader();

    /** Remembers a text; returns once it is durable. */
    default Memory remember(String text) {
        return remember(Observation.of(text));
    }

    /**
     * Remembers an observation; returns once it is durable. With an idempotency key that this scope has already used, the
     * memory that was made then is returned, as it stands now and whatever its status, and nothing is changed.
     *
     * @throws MemoryException {@link ErrorCode#CONFLICT} if the key belongs to a memory whose labels hide it from this reader
     */
    Memory remember(Observation observation);

    /** Remembers a batch, all or nothing, in one write to the device; returns the memories in the same order. */
    List<Memory> rememberAll(List<Observation> observations);

    /** What is most relevant to a question, best first, at most {@value MemoryQuery#DEFAULT_LIMIT}. */
    default RecallResult recall(String question) {
        return recall(MemoryQuery.of(question));
    }

    /** What is most relevant to a question, best first. Sees all writes that were acknowledged before the call. */
    RecallResult recall(MemoryQuery query);

    /**
     * The present version of a visible memory that is active or superseded. A memory past its expiry is no longer recalled
     * or listed, but still found here, so that its expiry can be moved. Quarantined and forgotten memories are not found
     * here; a {@link MemoryOp.Release} needs no more than the id of a quarantined one.
     */
    Optional<Memory> get(MemoryId id);

    /**
     * The visible memories in force that a filter accepts, oldest first. Pages are consistent each for itself.
     *
     * @param after the {@link Page#next()} of the page before; null: from the start
     * @param limit how many at most, 1 to {@value MemoryQuery#MAX_LIMIT}
     */
    Page list(MemoryFilter filter, @Nullable MemoryId after, int limit);

    /**
     * Gives a memory a new text, in a new version.
     *
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible; {@link ErrorCode#CONFLICT} if it is
     *     not active
     */
    default Memory revise(MemoryId id, String text) {
        return apply(List.of(new MemoryOp.Revise(id, text, 0, Cause.HOST))).getFirst();
    }

    /**
     * Forgets a memory: it leaves every search and listing. Forgetting it again changes nothing.
     *
     * @return whether it was not yet forgotten
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible
     */
    boolean forget(MemoryId id);

    /**
     * Applies operations, all or nothing, in the order given; each sees what those before it did. An
     * {@link MemoryOp.Add} must be for a scope visible to this reader; its id must be new, and not lie more than a day
     * ahead of the clock. An {@code Add} with an idempotency key that its scope has already used changes nothing, and
     * yields the memory that was made then. Quarantined memories can be operated on like any other.
     *
     * @return the new versions, in the order of the operations
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if a memory is not visible; {@link ErrorCode#CONFLICT} if an
     *     operation does not fit a memory's state; nothing is changed then
     */
    List<Memory> apply(List<MemoryOp> operations);

    /** A conversation of this scope: what is added here is also kept in the session's recent window. */
    SessionMemory session(String id);
}
