package dev.memcore;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What took the place of a memory, what took the place of that, and so on.
 *
 * @param ids in this order; without the memory itself
 * @param last the last of them, or null: it is not known, or the chain leads back to where it has been
 */
record Succession(Set<MemoryId> ids, @Nullable Memory last) {
    /**
     * The succession of a memory in a state that is {@link Status#SUPERSEDED}; O(length).
     *
     * @param present gives the present version of a memory, or null: there is none
     */
    static Succession of(Memory state, Function<MemoryId, @Nullable Memory> present) {
        Set<MemoryId> passed = new LinkedHashSet<>();
        Memory at = state;
        while (at != null && at.status() == Status.SUPERSEDED) {
            MemoryId next = at.supersededBy();
            at = next == null || next.equals(state.id()) || !passed.add(next) ? null : present.apply(next);
        }
        return new Succession(passed, at);
    }

    /** Whether it leads to a memory that is recalled in place of the one that was replaced. */
    boolean isSound() {
        return last != null && last.status() == Status.ACTIVE;
    }
}
