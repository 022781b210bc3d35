package dev.memcore.commit;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.spi.index.ReadTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/** Finds the memories that were derived from given memories, directly or indirectly, in any scope. */
public final class DerivationClosure {
    private static final ReadTime PRESENT = ReadTime.present(Instant.EPOCH);

    private final MemoryLookup index;

    public DerivationClosure(MemoryLookup index) {
        this.index = index;
    }

    /**
     * Runs an action on memories and everything derived from them. The action locks all of them and then calls {@link
     * #requireComplete}. If more was derived before the locks were held, the action is repeated.
     */
    public <T> T withAll(Set<MemoryId> sources, Function<Set<MemoryId>, T> action) {
        return Committer.retry(() -> action.apply(closure(sources)));
    }

    /** Throws, so that the action is repeated, unless the set holds everything that was derived from its members. */
    public void requireComplete(Set<MemoryId> closure) {
        if (closure(closure).size() > closure.size()) {
            throw new StaleReadException("more was derived");
        }
    }

    /** The sources and everything derived from them. A memory comes before those that were derived from it alone. */
    public Set<MemoryId> closure(Set<MemoryId> sources) {
        Set<MemoryId> found = new LinkedHashSet<>(sources);
        Deque<MemoryId> open = new ArrayDeque<>(sources);
        while (!open.isEmpty()) {
            MemoryId source = open.remove();
            for (Memory memory : index.referring(null, source, Integer.MAX_VALUE, PRESENT)) {
                if (memory.observation().derivedFrom().contains(source) && found.add(memory.id())) {
                    open.add(memory.id());
                }
            }
        }
        return Collections.unmodifiableSet(found);
    }
}
