package dev.memcore.commit;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.component.TimeSortedIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks the rules for every operation that a host, a write stage or a policy proposes. */
public final class OperationChecks {
    /** The prefix of the idempotency keys of the store's own memories. */
    public static final String RESERVED = "memcore:";

    /**
     * The maximum time by which the id of a new memory may be ahead of the clock, because all later ids must be
     * greater.
     */
    private static final Duration MAX_ID_LEAD = Duration.ofDays(1);

    private final Limits limits;
    private final InstantSource clock;

    public OperationChecks(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Checks a batch.
     *
     * @param drawn accepts the ids of new memories that the store's own source has generated
     * @throws MemoryException {@link dev.memcore.api.error.ErrorCode#INVALID_ARGUMENT} or
     *     {@link dev.memcore.api.error.ErrorCode#LIMIT_EXCEEDED}
     */
    public void check(List<MemoryOp> operations, Predicate<MemoryId> drawn) {
        check(operations, drawn, null);
    }

    /**
     * Checks a batch.
     *
     * @param checked an observation that was checked already, and is not checked again if it is added unchanged
     */
    public void check(List<MemoryOp> operations, Predicate<MemoryId> drawn, @Nullable Observation checked) {
        limits.batch(operations.size());
        operations.forEach(op -> check(op, drawn, checked));
    }

    /** Checks one operation as {@link #check(List, Predicate)} does. */
    public void check(MemoryOp op, Predicate<MemoryId> drawn) {
        check(op, drawn, null);
    }

    private void check(MemoryOp op, Predicate<MemoryId> drawn, @Nullable Observation checked) {
        switch (op) {
            case MemoryOp.Restore restore -> throw notForHosts(op);
            case MemoryOp.Erase erase -> throw notForHosts(op);
            case MemoryOp.Use use -> throw notForHosts(op);
            case MemoryOp.Add add -> {
                if (!add.observation().equals(checked)) {
                    check(add.observation());
                }
                created(add);
                if (!drawn.test(add.id())) {
                    id(add);
                }
            }
            case MemoryOp.Revise revise -> limits.text(revise.text());
            case MemoryOp.SetAttributes change -> limits.attributes(change.set());
            case MemoryOp.Supersede supersede -> {}
            case MemoryOp.Forget forget -> {}
            case MemoryOp.Move move -> {}
            case MemoryOp.Adjust adjust -> {}
            case MemoryOp.SetSearchKeys change -> {}
            case MemoryOp.SetExpiry change -> {}
            case MemoryOp.SetValidity change -> {}
            case MemoryOp.SetEventTime change -> {}
            case MemoryOp.Quarantine quarantine -> {}
            case MemoryOp.Release release -> {}
            case MemoryOp.AddLink add -> {}
            case MemoryOp.RemoveLink remove -> {}
        }
    }

    private static MemoryException notForHosts(MemoryOp op) {
        return Arguments.invalid(
                op.getClass().getSimpleName() + " is not applied by hosts; use undo, erase or feedback");
    }

    /** Checks the limits and the idempotency key of an observation. */
    public void check(Observation observation) {
        limits.check(observation);
        key(observation);
    }

    private static void key(Observation observation) {
        String key = observation.idempotencyKey();
        if (key != null && key.startsWith(RESERVED)) {
            throw Arguments.invalid("idempotency keys that begin with " + RESERVED + " are the store's own: " + key);
        }
    }

    private static void created(MemoryOp.Add add) {
        if (add.createdAt() != null) {
            throw Arguments.invalid("createdAt is set by the manager, but the memory " + add.id() + " has one already");
        }
    }

    private void id(MemoryOp.Add add) {
        if (TimeSortedIds.millisOf(add.id()) > clock.instant().plus(MAX_ID_LEAD).toEpochMilli()) {
            throw Arguments.invalid("the id " + add.id() + " lies more than " + MAX_ID_LEAD
                    + " ahead of the clock; all later ids would");
        }
    }
}
