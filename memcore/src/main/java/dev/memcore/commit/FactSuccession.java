package dev.memcore.commit;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The chain of replacements of a superseded memory: its successor, the successor of that, and so on.
 *
 * @param ids the successors in this order, without the memory itself
 * @param last the last successor, or null if it is unknown or the chain is a cycle
 */
public record FactSuccession(Set<MemoryId> ids, @Nullable Memory last) {
    /**
     * Returns the succession of a memory with status {@link Status#SUPERSEDED}. O(length).
     *
     * @param present returns the latest version of a memory, or null if there is none
     */
    public static FactSuccession of(Memory state, Function<MemoryId, @Nullable Memory> present) {
        Set<MemoryId> passed = new LinkedHashSet<>();
        Memory at = state;
        while (at != null && at.status() == Status.SUPERSEDED) {
            MemoryId next = at.supersededBy();
            at = next == null || next.equals(state.id()) || !passed.add(next) ? null : present.apply(next);
        }
        return new FactSuccession(passed, at);
    }

    /** Whether the chain ends at a memory that recall returns in place of the replaced one. */
    public boolean isSound() {
        return last != null && last.status() == Status.ACTIVE;
    }
}
