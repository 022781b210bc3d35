package dev.memcore.api.config;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.health.HealthCause;
import java.util.Set;

/**
 * The outcome of an operation that succeeded. It contains no text, no id and no scope.
 *
 * @param memories the number of memories that were returned, written, forgotten or erased; for maintenance, the number
 *     of operations; 0 or more
 * @param degraded what made a recall less complete or slower than usual; empty for other operations
 */
public record OperationSummary(long memories, Set<HealthCause> degraded) {
    /** Copies the set. */
    public OperationSummary {
        Arguments.require(memories >= 0, "memories must not be negative, but is " + memories);
        degraded = Set.copyOf(Arguments.allPresent(degraded, "degraded"));
    }

    /** Returns the summary of an operation on a number of memories. */
    public static OperationSummary of(long memories) {
        return new OperationSummary(memories, Set.of());
    }
}
