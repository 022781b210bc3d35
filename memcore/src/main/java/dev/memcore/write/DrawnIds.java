package dev.memcore.write;

import dev.memcore.api.MemoryId;
import dev.memcore.spi.IdSource;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Hands the store's ids to a write stage or a policy and records them. For one thread. */
public final class DrawnIds implements IdSource {
    private final IdSource ids;
    private final Set<MemoryId> drawn = new HashSet<>();

    public DrawnIds(IdSource ids) {
        this.ids = ids;
    }

    @Override
    public MemoryId next(Instant now) {
        MemoryId next = ids.next(now);
        drawn.add(next);
        return next;
    }

    @Override
    public void startAfter(MemoryId greatest) {
        ids.startAfter(greatest);
    }

    /** Whether this source generated the id. Such an id may be ahead of a clock that went back. */
    public boolean has(MemoryId id) {
        return drawn.contains(id);
    }
}
