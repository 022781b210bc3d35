package dev.memcore;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Observation;
import dev.memcore.api.Status;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of every operation: from the present version of a memory to the next one. A pure function; writing and replay
 * share it, so that what was once accepted folds to the same state whenever the log is read.
 *
 * <table>
 *   <caption>In which status an operation makes sense, and what it leads to</caption>
 *   <tr><th>Operation</th><th>Status before</th><th>Status after</th></tr>
 *   <tr><td>Add</td><td>(unknown id)</td><td>ACTIVE</td></tr>
 *   <tr><td>Revise</td><td>ACTIVE</td><td>ACTIVE</td></tr>
 *   <tr><td>Supersede</td><td>ACTIVE, by one that is ACTIVE</td><td>SUPERSEDED</td></tr>
 *   <tr><td>Forget</td><td>any but FORGOTTEN</td><td>FORGOTTEN</td></tr>
 *   <tr><td>Move, Adjust</td><td>any but FORGOTTEN</td><td>as before</td></tr>
 *   <tr><td>Quarantine</td><td>ACTIVE</td><td>QUARANTINED</td></tr>
 *   <tr><td>Release</td><td>QUARANTINED</td><td>ACTIVE</td></tr>
 * </table>
 */
final class OpFold {
    // A superseded memory never becomes active again, and only an active one may supersede: so chains of "superseded
    // by"
    // always end, and no memory can, by any detour, supersede itself.

    private final Instant recordedAt;
    private final long sequence;

    /** The fold of one commit's operations. */
    OpFold(Instant recordedAt, long sequence) {
        this.recordedAt = recordedAt;
        this.sequence = sequence;
    }

    /**
     * The version that an operation makes.
     *
     * @param op what changes
     * @param present gives the present version of a memory, or null: there is none
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} or {@link ErrorCode#CONFLICT} if it does not fit
     */
    Memory apply(MemoryOp op, Function<MemoryId, @Nullable Memory> present) {
        Memory before = present.apply(op.id());
        if (op instanceof MemoryOp.Add add) {
            return added(add, before);
        }
        if (before == null) {
            throw notFound(op.id());
        }
        return switch (op) {
            case MemoryOp.Add add -> added(add, before);
            case MemoryOp.Revise revise -> revised(before, revise);
            case MemoryOp.Supersede supersede -> superseded(before, supersede, present.apply(supersede.by()));
            case MemoryOp.Forget forget -> next(unlessForgotten(before, op), forget, Status.FORGOTTEN);
            case MemoryOp.Move move ->
                changed(
                        unlessForgotten(before, op),
                        move,
                        seen -> seen.toBuilder().tier(move.tier()));
            case MemoryOp.Adjust adjust -> changed(unlessForgotten(before, op), adjust, seen -> adjusted(seen, adjust));
            case MemoryOp.Quarantine quarantine ->
                next(only(Status.ACTIVE, before, op), quarantine, Status.QUARANTINED);
            case MemoryOp.Release release -> next(only(Status.QUARANTINED, before, op), release, Status.ACTIVE);
        };
    }

    /** The error that says no more of an invisible memory than of one that does not exist. */
    static MemoryException notFound(MemoryId id) {
        return new MemoryException(ErrorCode.NOT_FOUND, "no memory " + id + " is visible to this reader");
    }

    private Memory added(MemoryOp.Add add, @Nullable Memory before) {
        if (before != null) {
            throw conflict("the id " + add.id() + " is in use");
        }
        return new Memory(
                add.id(), add.scope(), 1, sequence, recordedAt, Status.ACTIVE, null, add.cause(), add.observation());
    }

    private Memory revised(Memory before, MemoryOp.Revise revise) {
        only(Status.ACTIVE, before, revise);
        if (revise.ifVersion() != 0 && revise.ifVersion() != before.version()) {
            throw conflict("the text was written for version " + revise.ifVersion() + " of " + before.id()
                    + ", which has version " + before.version() + " by now; read it again");
        }
        return changed(before, revise, seen -> seen.toBuilder().text(revise.text()));
    }

    private Memory superseded(Memory before, MemoryOp.Supersede supersede, @Nullable Memory by) {
        only(Status.ACTIVE, before, supersede);
        if (by == null || !by.scope().tenant().equals(before.scope().tenant())) {
            throw notFound(supersede.by());
        }
        only(Status.ACTIVE, by, supersede);
        return version(before, supersede, Status.SUPERSEDED, by.id(), before.observation());
    }

    private static Observation.Builder adjusted(Observation seen, MemoryOp.Adjust adjust) {
        Observation.Builder next = seen.toBuilder();
        if (adjust.importance() != null) {
            next.importance(adjust.importance());
        }
        if (adjust.confidence() != null) {
            next.confidence(adjust.confidence());
        }
        if (adjust.expiresAt() != null) {
            next.expiresAt(adjust.expiresAt());
        }
        return next;
    }

    private Memory changed(Memory before, MemoryOp op, Function<Observation, Observation.Builder> change) {
        Observation seen = change.apply(before.observation()).build();
        return version(before, op, before.status(), before.supersededBy(), seen);
    }

    private Memory next(Memory before, MemoryOp op, Status status) {
        return version(before, op, status, before.supersededBy(), before.observation());
    }

    private Memory version(Memory before, MemoryOp op, Status status, @Nullable MemoryId by, Observation seen) {
        return new Memory(
                before.id(), before.scope(), before.version() + 1, sequence, recordedAt, status, by, op.cause(), seen);
    }

    private static Memory unlessForgotten(Memory before, MemoryOp op) {
        if (before.status() == Status.FORGOTTEN) {
            throw wrongStatus(before, op, "is FORGOTTEN already");
        }
        return before;
    }

    private static Memory only(Status status, Memory before, MemoryOp op) {
        if (before.status() != status) {
            throw wrongStatus(before, op, "is " + before.status() + ", but must be " + status);
        }
        return before;
    }

    private static MemoryException wrongStatus(Memory memory, MemoryOp op, String why) {
        return conflict(op.getClass().getSimpleName() + " does not fit: memory " + memory.id() + " " + why);
    }

    private static MemoryException conflict(String message) {
        return new MemoryException(ErrorCode.CONFLICT, message);
    }
}
