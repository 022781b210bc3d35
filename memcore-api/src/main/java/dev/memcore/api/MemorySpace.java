package dev.memcore.api;

import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.error.UndoConflictException;
import dev.memcore.api.fact.Facts;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.ErasureTopic;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.ErasurePreview;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.api.report.SessionSummary;
import dev.memcore.api.report.Usage;
import dev.memcore.api.standing.StandingQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The memories that one {@link Principal} may read and write. A host works with this handle. Thread-safe.
 *
 * <p>Every method may throw {@link MemoryException} with {@link ErrorCode#INVALID_ARGUMENT}, {@link
 * ErrorCode#LIMIT_EXCEEDED}, {@link ErrorCode#CLOSED}, {@link ErrorCode#IO_FAILED}, {@link ErrorCode#INDEX_DAMAGED} or
 * {@link ErrorCode#COMPONENT_FAILED}. In each case nothing was changed, with one exception: a write that fails with
 * IO_FAILED or INDEX_DAMAGED may exist after the store is opened again.
 *
 * <p>A principal can write only memories that it may read. If an observation has a label for which the principal has no
 * clearance, the call fails with {@link ErrorCode#INVALID_ARGUMENT}.
 */
public interface MemorySpace extends MemoryView {
    /** Stores a text as a memory. Returns when it is durable. */
    default Memory remember(String text) {
        return remember(Observation.of(text));
    }

    /**
     * Stores an observation as a memory. Returns when it is durable. If this scope has already used the idempotency
     * key, the call changes nothing. It then returns the present version of the memory that was added with the key,
     * whatever its status.
     *
     * @throws MemoryException {@link ErrorCode#CONFLICT} if the key belongs to a memory whose labels hide it from this
     *     principal
     */
    Memory remember(Observation observation);

    /** Stores a batch atomically, in one write to the device. Returns the memories in the same order. */
    List<Memory> rememberAll(List<Observation> observations);

    /** Starts to store a text, as {@link #rememberAsync(Observation)} does. */
    default CompletionStage<Memory> rememberAsync(String text) {
        return rememberAsync(Observation.of(text));
    }

    /**
     * Starts to store an observation and returns at once. The stage completes when the memory is durable. The order of
     * two calls is not defined; to store one observation after another, compose the stages. {@link MemoryManager}
     * describes asynchronous calls.
     */
    CompletionStage<Memory> rememberAsync(Observation observation);

    /** Starts to store a batch, as {@link #rememberAll} does, and returns at once. */
    CompletionStage<List<Memory>> rememberAllAsync(List<Observation> observations);

    /**
     * Replaces the text of a memory in a new version.
     *
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible; {@link ErrorCode#CONFLICT} if
     *     it is not active
     */
    default Memory revise(MemoryId id, String text) {
        return apply(List.of(new MemoryOp.Revise(id, text, 0, Cause.HOST))).getFirst();
    }

    /**
     * Replaces one list of a memory's search keys. Search then also matches these texts. The memory's own text and its
     * other lists stay the same. The change makes a new version. If the list is the same as before, nothing is changed.
     *
     * @param name the name of the list, for example {@link SearchKeys#QUESTIONS}
     * @param texts the new list; if empty, the list is removed
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible; {@link ErrorCode#CONFLICT} if
     *     it was forgotten; {@link ErrorCode#LIMIT_EXCEEDED} if the keys are more or longer than {@link SearchKeys}
     *     allows
     */
    default Memory setSearchKeys(MemoryId id, String name, List<String> texts) {
        return apply(List.of(new MemoryOp.SetSearchKeys(id, name, texts, Cause.HOST)))
                .getFirst();
    }

    /**
     * Sets an attribute of a memory, in a new version. Its other attributes do not change. If the attribute already has
     * this value, nothing is changed.
     *
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible; {@link ErrorCode#CONFLICT} if
     *     it was forgotten, is a block, or is a {@linkplain Kind#FACT fact} and the name is {@link Observation#KEY};
     *     {@link ErrorCode#LIMIT_EXCEEDED} if the memory would have more attributes, or longer ones, than the limits
     *     allow
     */
    default Memory setAttribute(MemoryId id, String name, AttributeValue value) {
        return apply(List.of(MemoryOp.SetAttributes.set(id, name, value, Cause.HOST)))
                .getFirst();
    }

    /** Sets a text attribute. See {@link #setAttribute(MemoryId, String, AttributeValue)}. */
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

    /** Sets a boolean attribute. See {@link #setAttribute(MemoryId, String, AttributeValue)}. */
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
     * Sets the time from which a memory is no longer recalled, in a new version. If this time is already set, nothing
     * is changed.
     *
     * @param expiresAt the time; null removes the expiry, so that the memory never expires
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible; {@link ErrorCode#CONFLICT} if
     *     it was forgotten
     */
    default Memory setExpiry(MemoryId id, @Nullable Instant expiresAt) {
        return apply(List.of(new MemoryOp.SetExpiry(id, expiresAt, Cause.HOST))).getFirst();
    }

    /**
     * Sets the interval in which the statement of a memory is true in the world, in a new version. Both ends are
     * replaced. If this interval is already set, nothing is changed.
     *
     * @param validFrom the start; null if unknown, which removes an earlier start
     * @param validTo the end, exclusive; null if no end is known, which removes an earlier end
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible; {@link ErrorCode#CONFLICT} if
     *     it was forgotten
     */
    default Memory setValidity(MemoryId id, @Nullable Instant validFrom, @Nullable Instant validTo) {
        return apply(List.of(new MemoryOp.SetValidity(id, validFrom, validTo, Cause.HOST)))
                .getFirst();
    }

    /**
     * Sets when the event that a memory describes happened, in a new version. If this time is already set, nothing is
     * changed.
     *
     * @param eventTime the time; null if unknown, which removes an earlier event time
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible; {@link ErrorCode#CONFLICT} if
     *     it was forgotten
     */
    default Memory setEventTime(MemoryId id, @Nullable EventTime eventTime) {
        return apply(List.of(new MemoryOp.SetEventTime(id, eventTime, Cause.HOST)))
                .getFirst();
    }

    /** Links two memories. If the link exists, its weight and validity are replaced. */
    default Memory link(Link link) {
        return apply(List.of(new MemoryOp.AddLink(link, Cause.HOST))).getFirst();
    }

    /**
     * Pins or unpins a memory. Maintenance policies do not move, replace or forget a pinned memory.
     *
     * @param pinned true to pin, false to unpin
     */
    default Memory pin(MemoryId id, boolean pinned) {
        return apply(List.of(MemoryOp.Adjust.pinned(id, pinned, Cause.HOST))).getFirst();
    }

    /**
     * Forgets a memory: searches and listings no longer return it. Its history remains readable. If the memory is
     * already forgotten, nothing is changed.
     *
     * @return true if this call forgot the memory, false if it was already forgotten
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible
     */
    boolean forget(MemoryId id);

    /**
     * Applies operations atomically in the given order. Each operation sees the effects of the operations before it.
     *
     * <ul>
     *   <li>An {@link MemoryOp.Add} must be for a scope that is visible to this principal. Its id must be new, and its
     *       time at most one day ahead of the clock.
     *   <li>If the scope has already used the idempotency key of an {@code Add}, that operation changes nothing. Its
     *       result is the memory that was added with the key.
     *   <li>If a {@link MemoryOp.SetSearchKeys}, {@link MemoryOp.SetAttributes}, {@link MemoryOp.SetExpiry}, {@link
     *       MemoryOp.SetValidity} or {@link MemoryOp.SetEventTime} sets the present values, it changes nothing. Its
     *       result is the present version.
     *   <li>Operations on quarantined memories are allowed.
     *   <li>A {@link MemoryOp.Forget} changes one memory only. {@link #forget} also forgets memories that were derived
     *       from it.
     *   <li>{@link MemoryOp.Restore}, {@link MemoryOp.Erase} and {@link MemoryOp.Use} are rejected. Only {@link #undo},
     *       {@link #erase} and {@link #feedback} create them.
     * </ul>
     *
     * @return the new versions, in the order of the operations
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if a memory is not visible; {@link ErrorCode#CONFLICT} if an
     *     operation does not fit the state of a memory; in both cases nothing is changed
     */
    List<Memory> apply(List<MemoryOp> operations);

    /**
     * Returns a view of the versions that had been recorded at an earlier time. Later commits do not change the view,
     * because they get later times. Only an erasure changes it. A view of the present time waits for running commits
     * that were recorded by then. A time in the future means the present.
     *
     * @throws MemoryException {@link ErrorCode#BEYOND_RETENTION} from every read of the view, if the history of the
     *     principal's scope does not go back to this time
     */
    MemoryView asOf(Instant recorded);

    /**
     * Returns all stored versions of a visible memory, oldest first, each with its {@link Cause}. Also works for a
     * forgotten memory. For an erased memory, returns only its tombstone.
     *
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if no such memory is visible, or if it is quarantined
     */
    List<Memory> history(MemoryId id);

    /**
     * Returns the visible memories of exactly this scope that are in quarantine, oldest first, in their present versions.
     * A {@link MemoryOp.Release} makes one of them active again, and {@link #forget} removes it. O(memories of the scope).
     *
     * @param after the {@link Page#next()} of the previous page; null for the first page
     * @param limit the most memories to return, 1 to {@value MemoryQuery#MAX_LIMIT}
     */
    Page quarantined(@Nullable MemoryId after, int limit);

    /**
     * Reverts the changes of commits. Each memory that the commits changed gets a new version with its state before
     * these commits. A memory that the commits added is forgotten. The undo is atomic. It is itself a commit and can be
     * undone.
     *
     * @param commits {@linkplain Memory#sequence() sequence numbers} of commits, from a write, a batch or a {@link
     *     MaintenanceReport}
     * @return the new versions
     * @throws UndoConflictException if a later commit outside this set changed one of the memories; if other memories
     *     refer to a memory that would be forgotten; if a memory would be superseded again by one that is no longer in
     *     force, or that it superseded itself; or if a commit is an erasure. The exception lists all conflicting
     *     memories. If one of the memories was erased since, nothing is undone
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if there is no such commit, or if it changed a memory that
     *     this principal may not see; {@link ErrorCode#BEYOND_RETENTION} if the earlier version is no longer stored
     */
    List<Memory> undo(Collection<Long> commits);

    /**
     * Reverts the commit that made the present version of a memory, for this memory only. See {@link
     * #undo(Collection)}.
     */
    Memory undo(MemoryId id);

    /**
     * Erases memories of any status, and the memories that were derived from them. Their contents are removed from the
     * log, from all versions, from the index, and from the index views of neighbouring messages. Returns when the bytes
     * are gone from the store's files. An erasure cannot be undone, and later calls of {@code undo}, {@code asOf} or
     * {@code history} do not return the contents. The store does not know texts that the host copied elsewhere, so
     * these stay. Examples are the text of another memory without {@code derivedFrom}, a reason, or a backup that was
     * not updated since.
     *
     * <p>{@link Erasure#exactScope()}, {@link Erasure#wholeScope()} and {@link Erasure#wholeTenant()} erase everything
     * that was acknowledged in their scopes before the commit of the erasure. This includes blocks, internal records,
     * and memories of agents that this principal may not see. If a memory there has labels without a clearance of this
     * principal, nothing is erased, and the error names the labels. A tombstone with its scope remains of each memory.
     *
     * <p>After a crash, an interrupted erasure either has not begun, or the next opening completes it.
     *
     * @return the receipt of what was erased; store it for {@link #verify}
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if an id is not visible; {@link ErrorCode#NOT_CLEARED}, with
     *     the number of memories and their labels, if everything of a scope is to be erased and this principal has no
     *     clearance for some of it; {@link ErrorCode#INVALID_ARGUMENT} if the principal's scope does not fit the
     *     request
     */
    ErasureReceipt erase(Erasure request);

    /**
     * Asks a query that memories answer which are written later. The caller reads the answers with {@link
     * StandingQuery#poll()}. The query sees what this principal sees. It ends after a number of writes, when it is
     * cancelled, or when the store is closed; it is not stored.
     *
     * {@snippet :
     * StandingQuery later = space.recallLater(MemoryQuery.of("When does the plumber come?"), 100);
     * session.add(Role.USER, "The plumber comes on Tuesday.");
     * later.poll(); // the message
     * }
     *
     * @param query the query; if its minimum relevance is 0, {@link StandingQuery#DEFAULT_MIN_RELEVANCE} holds; if
     *     its minimum confidence is 0, {@link MemoryQuery#PROMPT_MIN_CONFIDENCE}
     * @param writes the number of memories after which the query ends: those that are written through a space or session
     *     and visible to this principal; at least 1
     * @throws MemoryException {@link ErrorCode#LIMIT_EXCEEDED} if this principal has {@value StandingQuery#MAX_PER_SPACE}
     *     active standing queries, or the store {@value StandingQuery#MAX_PER_STORE}
     */
    StandingQuery recallLater(MemoryQuery query, int writes);

    /**
     * Asks a query as {@link #recallLater(MemoryQuery, int)} does, and delivers each answer to a listener. The listener
     * runs on the thread that wrote the memory, after the write is durable and before the writing call returns. So a
     * write takes as much longer as a recall for each standing query with a listener. No thread is started.
     *
     * <ul>
     *   <li>The listener may call the store. What it writes itself is delivered with the next write, not at once.
     *   <li>If the listener throws, the write is not affected. The exception is logged, and the query stays active.
     *   <li>Several threads that write may call the listener at the same time. Each answer is delivered once.
     *   <li>What maintenance writes is delivered with the next write through a space.
     * </ul>
     */
    StandingQuery recallLater(MemoryQuery query, int writes, Consumer<Recalled> listener);

    /**
     * Returns what an erasure of a topic would erase, and why. Selected are the visible memories of every status, tier
     * and kind, blocks included, that name the topic in their text, keys, attributes, speaker, source or an earlier
     * version; those that are relevant enough, if the topic says so; and everything that was derived from them. Nothing
     * is changed. O(visible memories and their versions).
     *
     * {@snippet :
     * ErasurePreview preview = space.previewErasure(ErasureTopic.of("my ex"));
     * preview.memories().forEach(one -> show(one.memory().text(), one.reason(), one.detail()));
     * ErasureReceipt receipt = space.erase(preview);
     * }
     */
    ErasurePreview previewErasure(ErasureTopic topic);

    /**
     * Erases exactly the memories of a preview, as {@link #erase(Erasure)} does, and the derived memories that the
     * preview counts as hidden.
     *
     * @return the receipt; without entries if the preview is empty
     * @throws MemoryException {@link ErrorCode#CONFLICT} if the preview is out of date: a previewed memory has changed,
     *     or another memory belongs to the topic now; or if a memory that shall stay was derived from one that is
     *     erased. Nothing was erased then
     */
    ErasureReceipt erase(ErasurePreview preview);

    /**
     * Checks a receipt against the store. Verifies that the log contains exactly the erasure of the receipt, and that
     * log and index contain nothing else of the erased memories. Reads the complete log.
     *
     * @return the differences; if there are {@linkplain CheckReport#ok() none}, the receipt is valid
     */
    CheckReport verify(ErasureReceipt receipt);

    /**
     * Reports the outcome of using memories. Policies use these counts to decide which memories to keep. The counts are
     * updated in memory at once. They are written to the log periodically, at every {@code maintain}, {@code exportTo}
     * and {@code backup}, and at {@code close}. A crash may lose the latest counts. The call makes no versions, and
     * {@code undo} does not revert it. Ids that are not visible are ignored.
     */
    void feedback(Set<MemoryId> used, Outcome outcome);

    /**
     * Reports the outcome of using memories, with an attention weight for each memory. {@link Usage#attention()} is the
     * sum of the weights. Each memory still counts as one use.
     *
     * @param attention weights in (0, 1] by memory, for example a model's attention or a score
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if a weight is outside this range
     */
    void feedback(Map<MemoryId, Double> attention, Outcome outcome);

    /** Returns the usage counts of a memory; {@link Usage#NONE} if the memory was not used or is not visible. */
    Usage usage(MemoryId id);

    /**
     * Returns the text that a model should see for a question: instructions, blocks, facts and relevant memories within
     * a token budget. To include the latest messages of a conversation, use {@link SessionMemory#context}.
     *
     * @throws MemoryException {@link ErrorCode#LIMIT_EXCEEDED} if the instructions alone do not fit into the budget
     */
    Context context(ContextRequest request);

    /** Starts to assemble a context, as {@link #context} does, and returns at once. */
    CompletionStage<Context> contextAsync(ContextRequest request);

    /** Returns the keyed facts: names with values that change over time. */
    Facts facts();

    /** Returns the named blocks of exactly this scope. */
    Blocks blocks();

    /**
     * Returns the sessions of exactly this scope that have at least one visible message in force, in any tier. The
     * session with the latest message comes first. O(memories of the scope).
     */
    List<SessionSummary> sessions();

    /** Returns a conversation of this scope. Messages that are added to it are also in the session's recent window. */
    SessionMemory session(String id);
}
