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

/** What was derived from memories, directly or over others, in whatever scope. */
public final class DerivationClosure {
    private static final ReadTime PRESENT = ReadTime.present(Instant.EPOCH);

    private final MemoryLookup index;

    public DerivationClosure(MemoryLookup index) {
        this.index = index;
    }

    /**
     * Acts on memories and all that was derived from them. The action locks all these and then calls {@link
     * #requireComplete}; if more was derived before the locks were held, it is begun anew.
     */
    public <T> T withAll(Set<MemoryId> sources, Function<Set<MemoryId>, T> action) {
        return Committer.retry(() -> action.apply(closure(sources)));
    }

    /** Fails, so that the action is begun anew, unless the set holds all that was derived from its members. */
    public void requireComplete(Set<MemoryId> closure) {
        if (closure(closure).size() > closure.size()) {
            throw new StaleReadException("more was derived");
        }
    }

    /** The sources and all that was derived from them, sources first, each before what was derived from it alone. */
    private Set<MemoryId> closure(Set<MemoryId> sources) {
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
