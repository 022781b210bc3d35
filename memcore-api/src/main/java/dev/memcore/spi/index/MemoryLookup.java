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
 * The part of a {@link MemoryIndex} that finds memories by id, scope, key, reference or session.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads.
 *   <li><b>Snapshots.</b> Each call reads one state of the index: whole commits that were published before the call.
 *       Results are immutable.
 *   <li><b>Versions.</b> Every version is kept until it is dropped or erased. A {@link ReadTime} of the past sees the
 *       last version that was recorded at or before it.
 * </ul>
 */
public interface MemoryLookup {
    /** Returns the present version of a memory, whatever its scope and status. */
    Optional<Memory> get(MemoryId id);

    /** Returns the version of a memory at a read time, whatever its scope and status. */
    Optional<Memory> get(MemoryId id, ReadTime time);

    /**
     * Returns all stored versions of a memory, oldest first, whatever its scope and status. Returns an empty list if
     * the memory is not known, and only the tombstone if it was erased.
     */
    List<Memory> history(MemoryId id);

    /**
     * Returns the memories that refer to a memory: by a link, by {@link dev.memcore.api.Observation#derivedFrom}, or by
     * {@link Memory#supersededBy}. They are sorted by id and may have any status.
     *
     * @param reader the principal who must see the referring memories; null for all memories of the store
     */
    List<Memory> referring(@Nullable Principal reader, MemoryId to, int limit, ReadTime time);

    /**
     * Returns the present versions of memories, sorted by id, whatever their status, expiry, tier and kind.
     *
     * @param scope the exact scope of the memories; null for all memories of the store
     * @param after the last id of the previous page; null for the first page
     */
    List<Memory> scan(@Nullable Scope scope, @Nullable MemoryId after, int limit);

    /**
     * Returns the memories in force at a time, sorted by id. Blocks and records are not included, nor keyed facts that
     * are not valid at this time.
     *
     * @param scope the exact scope of the memories
     * @param tiers the tiers of the memories
     * @param after the last id of the previous page; null for the first page
     */
    List<Memory> inForce(Scope scope, Set<Tier> tiers, Instant now, @Nullable MemoryId after, int limit);

    /** Returns the number of memories that {@link #inForce} returns on all pages. Reads no memory. */
    long countInForce(Scope scope, Set<Tier> tiers, Instant now);

    /**
     * Returns every scope that has a memory, in a fixed order. Memories of any status count, except erased ones.
     * O(scopes + erased memories).
     */
    List<Scope> scopes();

    /**
     * Returns the memory of exactly this scope that was added with the idempotency key, or empty if there is none or it
     * was erased.
     */
    Optional<Memory> byIdempotencyKey(Scope scope, String key);

    /**
     * Returns the facts with a key, sorted by id, whatever their scope, status, tier and expiry.
     *
     * @param reader the principal who must see the facts; null for all facts of the store
     */
    List<Memory> facts(@Nullable Principal reader, FactKey key, ReadTime time);

    /** Returns the last memories in force of a session of exactly this scope, oldest first. */
    List<Memory> latest(Scope scope, String session, int limit, Instant now);

    /** Returns the greatest id in the index, or null if the index is empty. */
    @Nullable
    MemoryId greatestId();
}
