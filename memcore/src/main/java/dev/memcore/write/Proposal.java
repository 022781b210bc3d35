package dev.memcore.write;

import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.commit.OperationChecks;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.WriteStage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the write stage proposes for one observation.
 *
 * @param observation what is to be remembered
 * @param operations the stage's, the first of which keeps the observation; empty: its idempotency key is in use already,
 *     so that the stage was not asked
 */
record Proposal(Observation observation, List<MemoryOp> operations) {
    /** Nothing to do. */
    static Proposal repeat(Observation observation) {
        return new Proposal(observation, List.of());
    }

    /** Asks the stage, and checks that it keeps its contract. */
    static Proposal of(
            WriteStage stage, OperationChecks checks, Scope scope, Observation observation, IdSource ids, Instant now) {
        List<MemoryOp> operations;
        DrawnIds drawn = new DrawnIds(ids);
        try {
            operations = List.copyOf(stage.propose(scope, observation, drawn, now));
        } catch (MemoryException e) {
            throw e;
        } catch (RuntimeException e) {
            throw MemoryException.of(ErrorCode.COMPONENT_FAILED, "the write stage failed: " + e, e);
        }
        if (operations.isEmpty()
                || !(operations.getFirst() instanceof MemoryOp.Add add)
                || !add.scope().equals(scope)
                || !keeps(add.observation(), observation)) {
            throw broken(
                    "the first operation must add the observation, with its text, session, idempotency key and labels",
                    null);
        }
        try {
            checks.check(operations, drawn::has, observation);
        } catch (MemoryException e) {
            throw broken(e.getMessage(), e);
        }
        return new Proposal(observation, operations);
    }

    private static MemoryException broken(@Nullable String how, @Nullable Throwable cause) {
        return MemoryException.of(ErrorCode.COMPONENT_FAILED, "the write stage broke its contract: " + how, cause);
    }

    /** The operation that keeps the observation. */
    MemoryOp.Add raw() {
        return (MemoryOp.Add) operations.getFirst();
    }

    // A stage may enrich what is kept (its kind, importance, attributes), but not take away what identifies it,
    // nor a wall.
    private static boolean keeps(Observation kept, Observation given) {
        return kept.text().equals(given.text())
                && Objects.equals(kept.session(), given.session())
                && Objects.equals(kept.idempotencyKey(), given.idempotencyKey())
                && kept.labels().containsAll(given.labels());
    }
}
