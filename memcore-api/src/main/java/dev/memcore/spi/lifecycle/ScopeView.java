package dev.memcore.spi.lifecycle;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.report.Usage;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The memories of one scope for a {@link LifecyclePolicy}. The view includes the proposals of earlier policies in the
 * same run. For use by one thread.
 */
public interface ScopeView {
    /** Returns the scope. The view contains only memories of exactly this scope. */
    Scope scope();

    /** Returns the time for which the policies run. */
    Instant now();

    /**
     * Returns all memories in force (active and not expired) of any tier, oldest first. Blocks and records are not
     * included, nor keyed facts that are not valid at {@link #now}. The stream reads page by page, so it can be used
     * for scopes of any size. Each call starts a new stream. The caller must close it.
     */
    Stream<Memory> memories();

    /** Returns the memories of one tier, like {@link #memories()}. O(size of the tier). */
    default Stream<Memory> memories(Tier tier) {
        return memories().filter(memory -> memory.tier() == tier);
    }

    /** Returns the number of memories in force in a tier, without blocks and records. */
    default long size(Tier tier) {
        try (Stream<Memory> memories = memories(tier)) {
            return memories.count();
        }
    }

    /** Returns the present version of a memory of this scope, whatever its status. */
    Optional<Memory> get(MemoryId id);

    /** Returns the usage counts of a memory. */
    Usage usage(MemoryId id);
}
