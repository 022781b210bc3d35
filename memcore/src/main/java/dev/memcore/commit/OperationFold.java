package dev.memcore.commit;

import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Status;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes the next version of a memory from the present version and an operation. It is a pure function that writing
 * and replay share, so operations that were accepted once lead to the same state whenever the log is read. Replay
 * accepts more than writing, because an erasure or the retention may have dropped earlier operations: a reference to a
 * dropped memory stays, and a Restore or an Erase may follow an unknown id or skip versions.
 *
 * <table>
 *   <caption>The valid status of a memory before each operation, and its status after it</caption>
 *   <tr><th>Operation</th><th>Status before</th><th>Status after</th></tr>
 *   <tr><td>Add</td><td>(unknown id)</td><td>ACTIVE</td></tr>
 *   <tr><td>Revise</td><td>ACTIVE</td><td>ACTIVE</td></tr>
 *   <tr><td>Supersede</td><td>ACTIVE, by one that is ACTIVE</td><td>SUPERSEDED</td></tr>
 *   <tr><td>Forget</td><td>any but FORGOTTEN</td><td>FORGOTTEN</td></tr>
 *   <tr><td>Move, Adjust, SetSearchKeys</td><td>any but FORGOTTEN</td><td>as before</td></tr>
 *   <tr><td>SetAttributes, SetExpiry, SetValidity, SetEventTime</td><td>any but FORGOTTEN</td><td>as before</td></tr>
 *   <tr><td>Quarantine</td><td>ACTIVE</td><td>QUARANTINED</td></tr>
 *   <tr><td>Release</td><td>QUARANTINED</td><td>ACTIVE</td></tr>
 *   <tr><td>AddLink, RemoveLink</td><td>any but FORGOTTEN</td><td>as before</td></tr>
 *   <tr><td>Restore</td><td>any but ERASED, in the version before; in the log also (unknown id)</td><td>as it says</td></tr>
 *   <tr><td>Erase</td><td>any but ERASED; in the log also (unknown id)</td><td>ERASED</td></tr>
 *   <tr><td>Use</td><td>(makes no version)</td><td></td></tr>
 * </table>
 *
 * <p>An ERASED memory cannot change any more: operations that accept "any but FORGOTTEN" fail as for an unknown id.
 */
public final class OperationFold {
    // Only an active memory may supersede another one. Undo restores the status SUPERSEDED only if the successors lead
    // to an active memory. So every chain of successors ends, and no memory can supersede itself, not even indirectly.

    /** The observation of every erased memory. */
    private static final Observation ERASED =
            Observation.builder("(erased)").kind(Kind.RECORD).build();

    private final Instant recordedAt;
    private final long sequence;
    private final boolean logged;
    /** The limits of a memory, or null if they are not checked. */
    private final @Nullable Limits limits;

    /**
     * Creates the fold of one commit's operations.
     *
     * @param logged whether the operations come from a log
     */
    public OperationFold(Instant recordedAt, long sequence, boolean logged) {
        this(recordedAt, sequence, logged, null);
    }

    private OperationFold(Instant recordedAt, long sequence, boolean logged, @Nullable Limits limits) {
        this.recordedAt = recordedAt;
        this.sequence = sequence;
        this.logged = logged;
        this.limits = limits;
    }

    /** Returns the fold of one commit's operations that are not in a log yet. It checks the limits of each memory. */
    public static OperationFold ofNew(Instant recordedAt, long sequence, Limits limits) {
        return new OperationFold(recordedAt, sequence, false, limits);
    }

    /**
     * Returns the version that an operation makes.
     *
     * @param op the operation
     * @param present returns the present version of a memory, or null if there is none
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} or {@link ErrorCode#CONFLICT} if the operation does not fit;
     *     {@link ErrorCode#LIMIT_EXCEEDED} if the memory would exceed a limit
     */
    public Memory apply(MemoryOp op, Function<MemoryId, @Nullable Memory> present) {
        Memory before = present.apply(op.id());
        if (op instanceof MemoryOp.Add add) {
            return added(add, before, present);
        }
        if (op instanceof MemoryOp.Erase erase && (before != null || logged)) {
            return erased(erase, before);
        }
        if (op instanceof MemoryOp.Restore restore && (before != null || logged)) {
            return restored(restore, before);
        }
        if (before == null || before.status() == Status.ERASED) {
            throw notFound(op.id());
        }
        return switch (op) {
            case MemoryOp.Add add -> added(add, before, present);
            case MemoryOp.Erase erase -> erased(erase, before);
            case MemoryOp.Restore restore -> restored(restore, before);
            case MemoryOp.Use use -> throw new IllegalArgumentException("a use makes no version: " + use.id());
            case MemoryOp.AddLink add ->
                linked(
                        unlessForgotten(before, op),
                        add,
                        present.apply(add.link().to()));
            case MemoryOp.RemoveLink remove -> unlinked(unlessForgotten(before, op), remove);
            case MemoryOp.Revise revise -> revised(before, revise);
            case MemoryOp.Supersede supersede -> superseded(before, supersede, present.apply(supersede.by()));
            case MemoryOp.Forget forget -> next(unlessForgotten(before, op), forget, Status.FORGOTTEN);
            case MemoryOp.Move move ->
                changed(
                        unlessForgotten(before, op),
                        op,
                        before.observation().toBuilder().tier(move.tier()).build());
            case MemoryOp.Adjust adjust ->
                changed(unlessForgotten(before, op), op, ObservationChanges.adjusted(before.observation(), adjust));
            case MemoryOp.SetSearchKeys change ->
                changed(unlessForgotten(before, op), op, ObservationChanges.with(before.observation(), change));
            case MemoryOp.SetAttributes change -> changed(unlessForgotten(before, op), op, attributed(before, change));
            case MemoryOp.SetExpiry change ->
                changed(unlessForgotten(before, op), op, ObservationChanges.with(before.observation(), change));
            case MemoryOp.SetValidity change ->
                changed(unlessForgotten(before, op), op, ObservationChanges.with(before.observation(), change));
            case MemoryOp.SetEventTime change ->
                changed(unlessForgotten(before, op), op, ObservationChanges.with(before.observation(), change));
            case MemoryOp.Quarantine quarantine ->
                next(only(Status.ACTIVE, before, op), quarantine, Status.QUARANTINED);
            case MemoryOp.Release release -> next(only(Status.QUARANTINED, before, op), release, Status.ACTIVE);
        };
    }

    /**
     * Returns the error for a memory that does not exist or is not visible. It does not reveal which of the two is the
     * case.
     */
    public static MemoryException notFound(MemoryId id) {
        return MemoryException.of(ErrorCode.NOT_FOUND, "no memory " + id + " is visible to this reader");
    }

    private Memory added(MemoryOp.Add add, @Nullable Memory before, Function<MemoryId, @Nullable Memory> present) {
        if (before != null) {
            throw conflict("the id " + add.id() + " is in use");
        }
        Instant createdAt = add.createdAt() == null ? created(add.observation(), present) : add.createdAt();
        return Memory.builder(add.id(), add.scope(), add.observation())
                .sequence(sequence)
                .createdAt(createdAt)
                .recordedAt(recordedAt)
                .cause(add.cause())
                .build();
    }

    private Memory erased(MemoryOp.Erase erase, @Nullable Memory before) {
        if (before != null && before.status() == Status.ERASED) {
            throw wrongStatus(before, erase, "is ERASED already");
        }
        return Memory.builder(erase.id(), erase.scope(), ERASED)
                .version(erase.versions() + 1)
                .sequence(sequence)
                .createdAt(created(before, erase.createdAt()))
                .recordedAt(notBefore(before))
                .status(Status.ERASED)
                .cause(erase.cause())
                .build();
    }

    private Memory restored(MemoryOp.Restore restore, @Nullable Memory before) {
        if (before != null && !follows(restore, before)) {
            throw conflict("version " + restore.version() + " of " + restore.id() + " cannot follow version "
                    + before.version() + ", which is " + before.status());
        }
        return Memory.builder(restore.id(), restore.scope(), restore.observation())
                .version(restore.version())
                .sequence(sequence)
                .createdAt(created(before, restore.createdAt()))
                .recordedAt(notBefore(before))
                .status(restore.status())
                .supersededBy(restore.supersededBy())
                .cause(restore.cause())
                .links(restore.links())
                .build();
    }

    /**
     * Whether the restored version may follow the present one. In a log, the operations between them may have been
     * dropped.
     */
    private boolean follows(MemoryOp.Restore restore, Memory before) {
        boolean next = logged ? restore.version() > before.version() : restore.version() == before.version() + 1;
        return next && before.status() != Status.ERASED;
    }

    private Memory linked(Memory before, MemoryOp.AddLink add, @Nullable Memory to) {
        if (!logged && !isLinkable(before, to)) {
            throw notFound(add.link().to());
        }
        List<Link> links = new ArrayList<>(before.links());
        boolean replaced = false;
        for (int i = 0; i < links.size(); i++) {
            if (links.get(i).sameRelation(add.link())) {
                links.set(i, add.link());
                replaced = true;
            }
        }
        if (!replaced) {
            links.add(add.link());
        }
        return version(before, add, links);
    }

    private static boolean isLinkable(Memory from, @Nullable Memory to) {
        return to != null
                && to.status() != Status.ERASED
                && to.scope().tenant().equals(from.scope().tenant());
    }

    private Memory unlinked(Memory before, MemoryOp.RemoveLink remove) {
        List<Link> links = new ArrayList<>(before.links());
        if (!links.removeIf(link -> link.to().equals(remove.to()) && link.type().equals(remove.type()))) {
            throw notFound(remove.to());
        }
        return version(before, remove, links);
    }

    private Memory version(Memory before, MemoryOp op, List<Link> links) {
        return Memory.builder(before.id(), before.scope(), before.observation())
                .version(before.version() + 1)
                .sequence(sequence)
                .createdAt(before.createdAt())
                .recordedAt(notBefore(before))
                .status(before.status())
                .supersededBy(before.supersededBy())
                .cause(op.cause())
                .links(links)
                .build();
    }

    /**
     * A derived memory is as new as the newest of its sources. A logged operation states its creation time itself,
     * because the log may have lost the sources.
     */
    private Instant created(Observation seen, Function<MemoryId, @Nullable Memory> present) {
        return logged
                ? recordedAt
                : seen.derivedFrom().stream()
                        .map(present)
                        .flatMap(Stream::ofNullable)
                        .map(Memory::createdAt)
                        .max(Comparator.naturalOrder())
                        .orElse(recordedAt);
    }

    /**
     * The creation time of a memory never changes. A logged operation states it, in case no earlier version is left.
     */
    private Instant created(@Nullable Memory before, @Nullable Instant logged) {
        if (before != null) {
            return before.createdAt();
        }
        return logged == null ? recordedAt : logged;
    }

    /** The recorded time of a memory's versions never goes back, even if the clock does. */
    private Instant notBefore(@Nullable Memory before) {
        return before == null || recordedAt.isAfter(before.recordedAt()) ? recordedAt : before.recordedAt();
    }

    private Memory revised(Memory before, MemoryOp.Revise revise) {
        only(Status.ACTIVE, before, revise);
        if (revise.ifVersion() != 0 && revise.ifVersion() != before.version()) {
            throw conflict("the text was written for version " + revise.ifVersion() + " of " + before.id()
                    + ", which has version " + before.version() + " by now; read it again");
        }
        return changed(
                before,
                revise,
                before.observation().toBuilder().text(revise.text()).build());
    }

    private Memory superseded(Memory before, MemoryOp.Supersede supersede, @Nullable Memory by) {
        only(Status.ACTIVE, before, supersede);
        if (!logged) {
            if (by == null || !by.scope().tenant().equals(before.scope().tenant())) {
                throw notFound(supersede.by());
            }
            only(Status.ACTIVE, by, supersede);
        }
        return version(before, supersede, Status.SUPERSEDED, supersede.by(), before.observation());
    }

    /**
     * Returns the observation with changed attributes, after checking the limits. Logged operations are not checked
     * again, because the limits may have changed since.
     */
    private Observation attributed(Memory before, MemoryOp.SetAttributes change) {
        Observation next = ObservationChanges.with(before, change);
        if (limits != null && !change.set().isEmpty()) {
            limits.attributes(next.attributes());
        }
        return next;
    }

    /**
     * Whether an operation sets parts of a memory to the values that they already have.
     *
     * @throws MemoryException {@link ErrorCode#CONFLICT} if it sets an attribute that cannot be changed
     */
    public static boolean changesNothing(MemoryOp op, Memory before) {
        if (before.status() == Status.FORGOTTEN || before.status() == Status.ERASED) {
            return false;
        }
        Observation seen = before.observation();
        return switch (op) {
            case MemoryOp.SetSearchKeys change ->
                ObservationChanges.with(seen, change).equals(seen);
            case MemoryOp.SetAttributes change ->
                ObservationChanges.with(before, change).equals(seen);
            case MemoryOp.SetExpiry change ->
                ObservationChanges.with(seen, change).equals(seen);
            case MemoryOp.SetValidity change ->
                ObservationChanges.with(seen, change).equals(seen);
            case MemoryOp.SetEventTime change ->
                ObservationChanges.with(seen, change).equals(seen);
            case MemoryOp.Add add -> false;
            case MemoryOp.Revise revise -> false;
            case MemoryOp.Supersede supersede -> false;
            case MemoryOp.Forget forget -> false;
            case MemoryOp.Move move -> false;
            case MemoryOp.Adjust adjust -> false;
            case MemoryOp.Quarantine quarantine -> false;
            case MemoryOp.Release release -> false;
            case MemoryOp.AddLink add -> false;
            case MemoryOp.RemoveLink remove -> false;
            case MemoryOp.Restore restore -> false;
            case MemoryOp.Erase erase -> false;
            case MemoryOp.Use use -> false;
        };
    }

    private Memory changed(Memory before, MemoryOp op, Observation next) {
        return version(before, op, before.status(), before.supersededBy(), next);
    }

    private Memory next(Memory before, MemoryOp op, Status status) {
        return version(before, op, status, before.supersededBy(), before.observation());
    }

    private Memory version(Memory before, MemoryOp op, Status status, @Nullable MemoryId by, Observation seen) {
        return Memory.builder(before.id(), before.scope(), seen)
                .version(before.version() + 1)
                .sequence(sequence)
                .createdAt(before.createdAt())
                .recordedAt(notBefore(before))
                .status(status)
                .supersededBy(by)
                .cause(op.cause())
                .links(before.links())
                .build();
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
        return MemoryException.of(ErrorCode.CONFLICT, message);
    }
}
