package dev.memcore.spi;

import dev.memcore.api.CheckReport;
import dev.memcore.api.EmbeddingProgress;
import dev.memcore.api.FactKey;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Page;
import dev.memcore.api.Reader;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recovery;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is looked up: derived from the log, and disposable.
 *
 * <ul>
 *   <li><b>Threads.</b> Reads are safe for any number of threads. {@link #publish} is called by one thread at a time.
 *   <li><b>Visibility.</b> What {@code publish} was given is seen by every read that starts after it returned; a read
 *       sees a commit wholly or not at all.
 *   <li><b>Versions.</b> Every version is kept until it is dropped or erased. The version of a memory that a
 *       {@link ReadTime} of the past sees is the last one recorded at or before it.
 *   <li><b>Ordering.</b> Commits are published in the order of their sequences; the memories of a session are ordered by
 *       their ids.
 *   <li><b>Scope.</b> {@link #search} and {@link #list} return only what {@link Reader#sees}; the scope is part of the
 *       index's query, and no memory outside it influences ranks or scores.
 *   <li><b>Exclusion.</b> {@link #search} and {@link #list} leave out the memories in {@link MemoryFilter#excluded()} before
 *       anything is ranked: they take no place among the candidates, and the confidence is that of the others.
 *   <li><b>Keyed facts.</b> Which of the facts with one key in one scope is valid when is told by {@link FactTimeline}, of the
 *       facts that the reader sees at the moment of reading, in whatever tier; so what one reader may not see replaces nothing for it.
 *   <li><b>Crash.</b> After a crash the index holds the commits up to {@link #durableSequence()} and is given the later
 *       ones again; giving a commit twice changes nothing.
 *   <li><b>Failure.</b> If a commit cannot be indexed, reads and later publishes fail with the cause; the log is not
 *       concerned, and the index can be rebuilt.
 * </ul>
 */
public interface MemoryIndex extends AutoCloseable {
    /** The last commit whose effects survive a crash; commits after it must be published again at opening. 0: none. */
    long durableSequence();

    /** In what state the index was found when it was opened. */
    Recovery.IndexState foundState();

    /** Throws everything away, because the log does not have what the index has. Called before the first publish only. */
    void reset();

    /**
     * Makes the new versions of one commit visible.
     *
     * @param sequence the commit's sequence
     * @param versions the versions that it made, in order; several may be of the same memory; may be empty. A version that
     *     is {@link dev.memcore.api.Status#ERASED} takes the place of all older ones, which are gone with it, and from the
     *     views of its neighbours too
     */
    void publish(long sequence, List<Memory> versions);

    /** Blocks while more than a bounded number of versions wait to be indexed: called by writers before they append. */
    void awaitCapacity();

    /** Blocks until the commit is in the index proper, rather than in the tail that is searched in memory. */
    void awaitIndexed(long sequence);

    /** Blocks until what was published before the call has all vectors that it can have, and is searched by them. */
    void awaitEmbedded();

    /** How far it is with that. O(versions). */
    EmbeddingProgress embedding();

    /** The last commit that is in the index proper. */
    long indexedSequence();

    /** The present version of a memory, whatever its scope and status. */
    Optional<Memory> get(MemoryId id);

    /** The version of a memory that a moment of reading sees, whatever its scope and status. */
    Optional<Memory> get(MemoryId id, ReadTime time);

    /**
     * All versions of a memory that are kept, oldest first, whatever its scope and status; empty: it is not known. Of an
     * erased memory only the mark.
     */
    List<Memory> history(MemoryId id);

    /**
     * The memories that refer to a memory: by a link, by {@link dev.memcore.api.Observation#derivedFrom}, or by
     * {@link Memory#supersededBy}; in the order of their ids, whatever their status.
     *
     * @param reader whose memories; null: all in the store
     */
    List<Memory> referring(@Nullable Reader reader, MemoryId to, int limit, ReadTime time);

    /**
     * The present versions of memories in the order of their ids, whatever their status, expiry, tier and kind.
     *
     * @param scope of exactly this scope; null: all in the store
     * @param after the last id of the page before; null: from the start
     */
    List<Memory> scan(@Nullable Scope scope, @Nullable MemoryId after, int limit);

    /**
     * The memories in force at a moment, in the order of their ids; blocks and records are not among them, and of keyed facts only
     * those that are valid then.
     *
     * @param scope of exactly this scope
     * @param tiers of these tiers
     * @param after the last id of the page before; null: from the start
     */
    List<Memory> inForce(Scope scope, Set<Tier> tiers, Instant now, @Nullable MemoryId after, int limit);

    /** How many {@link #inForce} has in all. Reads no memory. */
    long countInForce(Scope scope, Set<Tier> tiers, Instant now);

    /** Every scope that has a memory, whatever its status, in some fixed order. O(scopes). */
    List<Scope> scopes();

    /**
     * Drops versions for good.
     *
     * @param firstKept for each memory concerned, the first version that stays; if its present version is older than that, and
     *     indexed, the memory goes altogether, and is not known any more
     */
    void dropHistory(Map<MemoryId, Integer> firstKept);

    /**
     * Returns when nothing is left, in the index's files, of versions that were dropped or erased before the call: neither
     * stored text nor terms nor vectors, their own or their neighbours'. O(size of the segments concerned); O(1) if there
     * were none since the last time, before a crash or after. Called after replay, too, to complete what a crash interrupted.
     */
    void expunge();

    /** The memory of exactly this scope that was added with this idempotency key. */
    Optional<Memory> byIdempotencyKey(Scope scope, String key);

    /**
     * The keyed facts of a key, of whatever scope, status, tier and expiry, in the order of their ids.
     *
     * @param reader those that it sees; null: all in the store
     */
    List<Memory> facts(@Nullable Reader reader, FactKey key, ReadTime time);

    /** The last memories in force of a session of exactly this scope, oldest first. */
    List<Memory> latest(Scope scope, String session, int limit, Instant now);

    /** The greatest id in the index, or null: it is empty. */
    @Nullable
    MemoryId greatestId();

    /**
     * The visible memories in force that the filter accepts, in the order of their ids. Of keyed facts only those that are valid:
     * at {@link MemoryFilter#validAt}, otherwise at the moment of reading.
     */
    Page list(Reader reader, MemoryFilter filter, @Nullable MemoryId after, int limit, ReadTime time);

    /**
     * The visible memories in force that answer the query, best first. Of memories that say when they are valid, and of keyed facts,
     * only those that are valid at {@link MemoryFilter#validAt}; otherwise at the time that the query is about. A query
     * without a time zone is asked in UTC.
     */
    RecallResult search(Reader reader, MemoryQuery query, ReadTime time);

    /** How many memories it holds, whatever their status. */
    long size();

    /** Its size on the device. */
    long bytes();

    /** Verifies its checksums. O(size). */
    CheckReport check();

    /** Indexes what waits, makes it durable, ends its threads. Idempotent. */
    @Override
    void close();
}
