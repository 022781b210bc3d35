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
 * What a {@link LifecyclePolicy} sees of one scope: its memories as they stand, with what policies before it in the same run
 * have proposed. For one thread.
 */
public interface ScopeView {
    /** The scope: only memories of exactly this scope are seen. */
    Scope scope();

    /** The moment for which the policies are asked. */
    Instant now();

    /**
     * All memories in force, of whatever tier, oldest first; blocks and records are not among them, nor keyed facts that are not
     * valid at {@link #now}: policies have no say in closed values. Read page by page, so
     * it may be walked however many there are; each call starts anew. To be closed.
     */
    Stream<Memory> memories();

    /** Those of one tier, the same way: takes the time of the tier, not of the scope. */
    default Stream<Memory> memories(Tier tier) {
        return memories().filter(memory -> memory.tier() == tier);
    }

    /** How many memories in force a tier has; blocks and records do not count. */
    default long size(Tier tier) {
        try (Stream<Memory> memories = memories(tier)) {
            return memories.count();
        }
    }

    /** A memory of this scope in its present version, whatever its status. */
    Optional<Memory> get(MemoryId id);

    /** How a memory has served. */
    Usage usage(MemoryId id);
}
