package dev.memcore.consolidation;

import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.WriteStage;
import java.time.Instant;
import java.util.List;

/**
 * Stores every observation verbatim and derives nothing: the default write stage. It produces one {@link MemoryOp.Add},
 * whose cause has the actor {@value #ACTOR}. O(1); stateless, so safe for use by several threads.
 */
public final class KeepVerbatim implements WriteStage {
    /** The actor in the cause of added memories. */
    public static final String ACTOR = "remember";

    private static final Cause CAUSE = Cause.of(ACTOR);

    @Override
    public List<MemoryOp> propose(Scope scope, Observation observation, IdSource ids, Instant now) {
        return List.of(new MemoryOp.Add(ids.next(now), scope, observation, CAUSE));
    }
}
