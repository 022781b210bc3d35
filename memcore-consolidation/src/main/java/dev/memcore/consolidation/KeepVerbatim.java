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
 * Keeps every observation word for word, and derives nothing: the default write stage. One {@link MemoryOp.Add}, whose
 * cause is the actor {@value #ACTOR}. O(1); without state, so safe for any number of threads.
 */
public final class KeepVerbatim implements WriteStage {
    /** The actor in the cause of what this stage adds. */
    public static final String ACTOR = "remember";

    private static final Cause CAUSE = Cause.of(ACTOR);

    @Override
    public List<MemoryOp> propose(Scope scope, Observation observation, IdSource ids, Instant now) {
        return List.of(new MemoryOp.Add(ids.next(now), scope, observation, CAUSE));
    }
}
