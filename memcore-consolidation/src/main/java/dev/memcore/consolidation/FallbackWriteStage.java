package dev.memcore.consolidation;

import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.WriteStage;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Stores an observation verbatim if another write stage throws, so that a write succeeds although a language model is
 * not available. The cause of such a memory has the actor {@value #ACTOR}. A host can find it by this actor, and derive
 * later what the stage did not.
 *
 * <p>A stage that breaks its contract without an exception still fails the write. Thread-safe if the other stage and the
 * consumer are.
 */
public final class FallbackWriteStage implements WriteStage {
    /** The actor in the cause of memories that were added because the stage threw. */
    public static final String ACTOR = "remember:stage-failed";

    private static final Cause CAUSE = Cause.of(ACTOR);

    private final WriteStage stage;
    private final Consumer<RuntimeException> failures;

    /**
     * Creates a stage.
     *
     * @param stage the stage that may throw
     * @param failures receives each exception, for a log or a counter; its message may contain the text
     */
    public FallbackWriteStage(WriteStage stage, Consumer<RuntimeException> failures) {
        this.stage = Arguments.present(stage, "stage");
        this.failures = Arguments.present(failures, "failures");
    }

    @Override
    public List<MemoryOp> propose(Scope scope, Observation observation, IdSource ids, Instant now) {
        try {
            return stage.propose(scope, observation, ids, now);
        } catch (RuntimeException e) {
            failures.accept(e);
            return List.of(new MemoryOp.Add(ids.next(now), scope, observation, CAUSE));
        }
    }
}
