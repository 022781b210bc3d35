package dev.memcore.api;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.error.UndoConflictException;
import dev.memcore.api.fact.Facts;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.api.report.SessionSummary;
import dev.memcore.api.report.Usage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
public interface MemorySpace extends MemoryView {
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
     * Replaces one list of a memory's search keys, so that it is found under other texts; what is shown stays as it is, and so do
     * the other lists. A new version, as of every change; the list that is there already changes nothing.
     *
     * @param name the list's, as {@link SearchKeys#QUESTIONS}
     * @param texts what the list is to be; empty: none
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible; {@link ErrorCode#CONFLICT} if it was
     *     forgotten; {@link ErrorCode#LIMIT_EXCEEDED} if the keys are more or longer than {@link SearchKeys} allows
     */
    default Memory setSearchKeys(MemoryId id, String name, List<String> texts) {
        return apply(List.of(new MemoryOp.SetSearchKeys(id, name, texts, Cause.HOST)))
                .getFirst();
    }

    /**
     * Sets an attribute of a memory, in a new version; its other attributes stay. The value that is there already changes nothing.
     *
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible; {@link ErrorCode#CONFLICT} if it was
     *     forgotten, is a block, or is a {@linkplain Kind#FACT fact} and the name is {@link Observation#KEY}; {@link
     *     ErrorCode#LIMIT_EXCEEDED} if the memory would have more attributes, or longer ones, than the limits allow
     */
    default Memory setAttribute(MemoryId id, String name, AttributeValue value) {
        return apply(List.of(MemoryOp.SetAttributes.set(id, name, value, Cause.HOST)))
                .getFirst();
    }

    /** Sets an attribute of text. See {@link #setAttribute(MemoryId, String, AttributeValue)}. */
    default Memory setAttribute(MemoryId id, String name, String value) {
        return setAttribute(id, name, new AttributeValue.Text(value));
    }

    /** Sets an attribute that is a whole number. See {@link #setAttribute(MemoryId, String, AttributeValue)}. */
    default Memory setAttribute(MemoryId id, String name, long value) {
        return setAttribute(id, name, new AttributeValue.Whole(value));
    }

    /** Sets an attribute that is a real number. See {@link #setAttribute(MemoryId, String, AttributeValue)}. */
    default Memory setAttribute(MemoryId id, String name, double value) {
        return setAttribute(id, name, new AttributeValue.Real(value));
    }

    /** Sets an attribute that is a truth value. See {@link #setAttribute(MemoryId, String, AttributeValue)}. */
    default Memory setAttribute(MemoryId id, String name, boolean value) {
        return setAttribute(id, name, new AttributeValue.Flag(value));
    }

    /** Sets an attribute that is a moment. See {@link #setAttribute(MemoryId, String, AttributeValue)}. */
    default Memory setAttribute(MemoryId id, String name, Instant value) {
        return setAttribute(id, name, new AttributeValue.Moment(value));
    }

    /**
     * Removes an attribute of a memory, in a new version. If the memory does not have it, nothing changes.
     *
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} and {@link ErrorCode#CONFLICT} as in {@link #setAttribute(MemoryId,
     *     String, AttributeValue)}
     */
    default Memory removeAttribute(MemoryId id, String name) {
        return apply(List.of(MemoryOp.SetAttributes.remove(id, name, Cause.HOST)))
                .getFirst();
    }

    /**
     * Sets when a memory stops being recalled, in a new version. The value that is there already changes nothing.
     *
     * @param expiresAt null: never, so that a former expiry is cleared
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible; {@link ErrorCode#CONFLICT} if it was
     *     forgotten
     */
    default Memory setExpiry(MemoryId id, @Nullable Instant expiresAt) {
        return apply(List.of(new MemoryOp.SetExpiry(id, expiresAt, Cause.HOST))).getFirst();
    }

    /**
     * Sets the interval in which what a memory says is true in the world, in a new version. Both ends are replaced. The interval
     * that is there already changes nothing.
     *
     * @param validFrom the start; null: unknown, so that a former start is cleared
     * @param validTo the end, exclusive; null: no end is known, so that a former end is cleared
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible; {@link ErrorCode#CONFLICT} if it was
     *     forgotten
     */
    default Memory setValidity(MemoryId id, @Nullable Instant validFrom, @Nullable Instant validTo) {
        return apply(List.of(new MemoryOp.SetValidity(id, validFrom, validTo, Cause.HOST)))
                .getFirst();
    }

    /**
     * Sets when what a memory tells happened, in a new version. The time that is there already changes nothing.
     *
     * @param eventTime null: unknown, so that a former event time is cleared
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible; {@link ErrorCode#CONFLICT} if it was
     *     forgotten
     */
    default Memory setEventTime(MemoryId id, @Nullable EventTime eventTime) {
        return apply(List.of(new MemoryOp.SetEventTime(id, eventTime, Cause.HOST)))
                .getFirst();
    }

    /** Links two memories, or replaces weight and validity of the link that is there. */
    default Memory link(Link link) {
        return apply(List.of(new MemoryOp.AddLink(link, Cause.HOST))).getFirst();
    }

    /** Pins a memory: no policy of maintenance will move, replace or forget it; false lets go of it again. */
    default Memory pin(MemoryId id, boolean pinned) {
        return apply(List.of(MemoryOp.Adjust.pinned(id, pinned, Cause.HOST))).getFirst();
    }

    /**
     * Forgets a memory: it leaves every search and listing; its history remains readable. Forgetting it again changes
     * nothing.
     *
     * @return whether it was not yet forgotten
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible
     */
    boolean forget(MemoryId id);

    /**
     * Applies operations, all or nothing, in the order given; each sees what those before it did. An
     * {@link MemoryOp.Add} must be for a scope visible to this reader; its id must be new, and not lie more than a day
     * ahead of the clock. An {@code Add} with an idempotency key that its scope has already used changes nothing, and
     * yields the memory that was made then. A {@link MemoryOp.SetSearchKeys}, {@link MemoryOp.SetAttributes}, {@link
     * MemoryOp.SetExpiry}, {@link MemoryOp.SetValidity} or {@link MemoryOp.SetEventTime} to the value that is there changes nothing,
     * and yields the memory as it stands. Quarantined memories can be operated on like any other. A {@link MemoryOp.Forget} is about its
     * memory alone; {@link #forget} reaches what was derived from it, too.
     * {@link MemoryOp.Restore}, {@link MemoryOp.Erase} and {@link MemoryOp.Use} are refused: the manager makes them, on
     * {@link #undo}, {@link #erase} and {@link #feedback}.
     *
     * @return the new versions, in the order of the operations
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if a memory is not visible; {@link ErrorCode#CONFLICT} if an
     *     operation does not fit a memory's state; nothing is changed then
     */
    List<Memory> apply(List<MemoryOp> operations);

    /**
     * What this reader would have seen at an earlier moment: the versions that had been recorded by then. This does not change
     * afterwards, except for what is erased: later commits get later moments. So a read of the present moment waits for
     * commits under way that were recorded by then. A moment in the future is the present.
     *
     * @throws MemoryException {@link ErrorCode#BEYOND_RETENTION} from every read of the view, if the history of the
     *     reader's scope does not go back so far
     */
    MemoryView asOf(Instant recorded);

    /**
     * All versions of a visible memory that are kept, oldest first, each with its {@link Cause}; of a forgotten one too. Of
     * an erased one, only the mark that it was erased.
     *
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible, or it is in quarantine
     */
    List<Memory> history(MemoryId id);

    /**
     * Takes back what commits changed: each memory that they changed is restored to its version before, in a new version;
     * one that they added is forgotten. All or nothing; the undo is a commit itself, and can be undone.
     *
     * @param commits {@linkplain Memory#sequence() sequences} of commits, as returned by a write, a batch, or in a
     *     {@link MaintenanceReport}
     * @return the new versions
     * @throws UndoConflictException if one of the memories was changed by a later commit that is not among these, or a memory
     *     that would be forgotten is referred to by others, or one would again be superseded by what is not in force any more
     *     or was superseded by it itself, or the commit is an erasure; it lists them all. Of a memory that
     *     was erased since, nothing is undone
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if there is no such commit, or it changed something that this
     *     reader does not see; {@link ErrorCode#BEYOND_RETENTION} if the version before is no longer kept
     */
    List<Memory> undo(Collection<Long> commits);

    /** Takes back one change of one memory: the one that made its present version. See {@link #undo(Collection)}. */
    Memory undo(MemoryId id);

    /**
     * Erases memories, of whatever status: their contents leave the log, all versions, the index, and the views of their
     * neighbours, and so does what was derived from them. Returns when the bytes are gone from the store's files; there is
     * no way back, and no later {@code undo}, {@code asOf} or {@code history} shows them. Texts that the host copied
     * elsewhere (another memory's text without {@code derivedFrom}, a reason, a backup not refreshed since) are not known
     * here and stay.
     *
     * <p>{@link Erasure#exactScope()}, {@link Erasure#wholeScope()} and {@link Erasure#wholeTenant()} leave nothing of their scopes:
     * everything that was acknowledged before the erasure's commit is gone, blocks and the store's own records among it, also what
     * this reader does not see because an agent keeps it. If a memory there has labels that this reader is not cleared for, nothing
     * is erased, and the error names the labels. What remains is the mark of each memory, with its scope.
     *
     * <p>Crash: an erasure that was interrupted is either completed by the next opening, or has not begun.
     *
     * @return what was erased, and what proves it; keep it for {@link #verify}
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if an id is not visible; {@link ErrorCode#NOT_CLEARED}, with the number of
     *     memories and their labels, if everything of a scope is to be erased, and this reader is not cleared for some of it; {@link
     *     ErrorCode#INVALID_ARGUMENT} if the reader's scope does not fit the request
     */
    ErasureReceipt erase(Erasure request);

    /**
     * Checks a receipt against the store: that the log has the erasure just as the receipt says, and that neither log nor
     * index has anything else of the erased memories. Reads the whole log.
     *
     * @return what does not agree; {@linkplain CheckReport#ok() nothing}: the receipt is good
     */
    CheckReport verify(ErasureReceipt receipt);

    /**
     * Says how memories served: policies keep what is used. Counted in memory at once, written to the log within a while,
     * at every {@code maintain}, {@code exportTo} and {@code backup}, and at {@code close}; a crash may lose the latest. No new versions, and no part of
     * {@code undo}. Ids that are not visible are passed over.
     */
    void feedback(Set<MemoryId> used, Outcome outcome);

    /**
     * The same, with how much of the attention each memory had: {@link Usage#attention()} adds the weights up, while each
     * counts as one use.
     *
     * @param attention weights in (0, 1], such as a model's attention or a score, by memory
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if a weight lies outside
     */
    void feedback(Map<MemoryId, Double> attention, Outcome outcome);

    /** How a memory has served; {@link Usage#NONE} if it has not, or is not visible. */
    Usage usage(MemoryId id);

    /** The keyed facts: names with values that change over time. */
    Facts facts();

    /** The named blocks of exactly this scope. */
    Blocks blocks();

    /**
     * The sessions of exactly this scope that have a message which is visible and in force, in whatever tier; the one with the
     * latest message first. O(memories of the scope).
     */
    List<SessionSummary> sessions();

    /** A conversation of this scope: what is added here is also kept in the session's recent window. */
    SessionMemory session(String id);
}
