package dev.memcore.spi.index;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.fact.FactKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link MemoryIndex} that looks memories up by id, scope, key, reference or session.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads.
 *   <li><b>Snapshots.</b> Each call reads one state of the index: commits that were published before the call, each of them wholly.
 *       Results are immutable.
 *   <li><b>Versions.</b> Every version is kept until it is dropped or erased. A {@link ReadTime} of the past sees the last version
 *       that was recorded at or before it.
 * </ul>
 */
public interface MemoryLookup {
    /** The present version of a memory, whatever its scope and status. */
    Optional<Memory> get(MemoryId id);

    /** The version of a memory that a moment of reading sees, whatever its scope and status. */
    Optional<Memory> get(MemoryId id, ReadTime time);

    /**
     * All versions of a memory that are kept, oldest first, whatever its scope and status; empty if the memory is not known. Of an
     * erased memory only the mark.
     */
    List<Memory> history(MemoryId id);

    /**
     * The memories that refer to a memory: by a link, by {@link dev.memcore.api.Observation#derivedFrom}, or by
     * {@link Memory#supersededBy}; in the order of their ids, whatever their status.
     *
     * @param reader whose memories; null: all in the store
     */
    List<Memory> referring(@Nullable Principal reader, MemoryId to, int limit, ReadTime time);

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

    /** The memory of exactly this scope that was added with this idempotency key; empty if it was erased. */
    Optional<Memory> byIdempotencyKey(Scope scope, String key);

    /**
     * The keyed facts of a key, of whatever scope, status, tier and expiry, in the order of their ids.
     *
     * @param reader those that it sees; null: all in the store
     */
    List<Memory> facts(@Nullable Principal reader, FactKey key, ReadTime time);

    /** The last memories in force of a session of exactly this scope, oldest first. */
    List<Memory> latest(Scope scope, String session, int limit, Instant now);

    /** The greatest id in the index, or null if the index is empty. */
    @Nullable
    MemoryId greatestId();
}
