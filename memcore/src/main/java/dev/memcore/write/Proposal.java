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
 * The operations that the write stage proposes for one observation.
 *
 * @param observation the observation to store
 * @param operations the first one stores the observation; empty if its idempotency key is already in use, so that the
 *     stage was not called
 */
record Proposal(Observation observation, List<MemoryOp> operations) {
    /** A proposal without operations. */
    static Proposal repeat(Observation observation) {
        return new Proposal(observation, List.of());
    }

    /** Calls the stage and checks its contract. */
    static Proposal of(
            WriteStage stage, OperationChecks checks, Scope scope, Observation observation, IdSource ids, Instant now) {
        List<MemoryOp> operations;
        WritePath.DrawnIds drawn = new WritePath.DrawnIds(ids);
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

    /** The operation that stores the observation. */
    MemoryOp.Add raw() {
        return (MemoryOp.Add) operations.getFirst();
    }

    // A stage may enrich the stored observation (kind, importance, attributes). It must not remove its identity or a
    // label.
    private static boolean keeps(Observation kept, Observation given) {
        return kept.text().equals(given.text())
                && Objects.equals(kept.session(), given.session())
                && Objects.equals(kept.idempotencyKey(), given.idempotencyKey())
                && kept.labels().containsAll(given.labels());
    }
}
