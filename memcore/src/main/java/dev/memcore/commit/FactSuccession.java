package dev.memcore.commit;

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
public record FactSuccession(Set<MemoryId> ids, @Nullable Memory last) {
    /**
     * The succession of a memory in a state that is {@link Status#SUPERSEDED}; O(length).
     *
     * @param present gives the present version of a memory, or null: there is none
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

    /** Whether it leads to a memory that is recalled in place of the one that was replaced. */
    public boolean isSound() {
        return last != null && last.status() == Status.ACTIVE;
    }
}
