package dev.memcore.history;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.error.UndoConflictException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.commit.CommitBuilder;
import dev.memcore.commit.FactSuccession;
import dev.memcore.commit.StaleReadException;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.spi.index.ReadTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Adds an undo to a {@link CommitBuilder}: each memory gets its state before the commits, or is forgotten. Then the
 * result is validated: a superseded memory must lead to an active one, and no active memory may refer to a forgotten
 * one. For one thread.
 */
final class UndoPlan {
    private static final ReadTime PRESENT = ReadTime.present(Instant.EPOCH);

    private final MemoryLookup index;
    private final CommitBuilder builder;
    private final Predicate<Memory> visible;
    private final Set<MemoryId> locked;
    private final List<Memory> conflicts = new ArrayList<>();

    /**
     * @param visible the memories that the caller may see
     * @param locked the memories that no other writer can change meanwhile
     */
    UndoPlan(MemoryLookup index, CommitBuilder builder, Predicate<Memory> visible, Set<MemoryId> locked) {
        this.index = index;
        this.builder = builder;
        this.visible = visible;
        this.locked = locked;
    }

    /** The last version that none of the commits made, or null if there is none. */
    static @Nullable Memory lastBefore(List<Memory> history, Set<Long> commits) {
        for (Memory version : history.reversed()) {
            if (!commits.contains(version.sequence())) {
                return version;
            }
        }
        return null;
    }

    /** The versions that undo the commits in these memories. */
    List<Memory> carryOut(Set<MemoryId> changed, Set<Long> commits, Cause cause) {
        List<MemoryOp> operations = new ArrayList<>();
        for (MemoryId id : changed) {
            Memory present = builder.requireVisible(id);
            if (present.status() == Status.ERASED || isInterleaved(present, commits)) {
                conflicts.add(present);
            } else {
                operations.add(operation(present, commits, cause));
            }
        }
        List<Memory> made = new ArrayList<>();
        for (MemoryOp op : operations) {
            Memory present = builder.requireVisible(op.id());
            if (!(op instanceof MemoryOp.Forget) || present.status() != Status.FORGOTTEN) {
                made.add(builder.apply(op));
            }
        }
        operations.forEach(this::checkOutcome);
        requireNoConflicts();
        return made;
    }

    private MemoryOp operation(Memory present, Set<Long> commits, Cause cause) {
        Memory before = before(present, commits);
        return before == null
                ? new MemoryOp.Forget(present.id(), cause)
                : MemoryOp.Restore.of(before, present.version() + 1, cause);
    }

    /** Whether other commits made later versions, so that the undone versions are not the end of the history. */
    private boolean isInterleaved(Memory present, Set<Long> commits) {
        boolean others = false;
        for (Memory version : index.history(present.id()).reversed()) {
            boolean ours = commits.contains(version.sequence());
            if (ours && others) {
                return true;
            }
            others |= !ours;
        }
        return !commits.contains(present.sequence());
    }

    /** The last version that none of the commits made, or null if the commits added the memory. */
    private @Nullable Memory before(Memory present, Set<Long> commits) {
        List<Memory> history = index.history(present.id());
        Memory before = lastBefore(history, commits);
        if (before == null && history.getFirst().version() > 1) {
            throw MemoryException.of(
                    ErrorCode.BEYOND_RETENTION,
                    "version " + (history.getFirst().version() - 1) + " of memory " + present.id()
                            + " is no longer kept");
        }
        return before;
    }

    private void checkOutcome(MemoryOp op) {
        Memory now = builder.requireVisible(op.id());
        if (op instanceof MemoryOp.Forget) {
            conflicts.addAll(dependents(op.id()));
        } else if (now.status() == Status.SUPERSEDED) {
            checkSuccession(now);
        }
    }

    /** A memory that was superseded before the undo, and still is by the same memory, needs no check. */
    private void checkSuccession(Memory restored) {
        Memory before = index.get(restored.id()).orElse(restored);
        if (before.status() == Status.SUPERSEDED && Objects.equals(before.supersededBy(), restored.supersededBy())) {
            return;
        }
        FactSuccession succession = FactSuccession.of(restored, builder::present);
        if (!locked.containsAll(succession.ids())) {
            throw new StaleReadException("what superseded " + restored.id() + " was superseded itself");
        }
        if (!succession.isSound()) {
            Memory last = succession.last();
            conflicts.add(last == null ? before : last);
        }
    }

    /** The memories that still refer to a forgotten memory. */
    private List<Memory> dependents(MemoryId forgotten) {
        return index.referring(null, forgotten, Integer.MAX_VALUE, PRESENT).stream()
                .map(memory -> Objects.requireNonNullElse(builder.present(memory.id()), memory))
                .filter(memory -> memory.status() != Status.FORGOTTEN && memory.status() != Status.ERASED)
                .filter(memory -> refers(memory, forgotten))
                .toList();
    }

    private static boolean refers(Memory memory, MemoryId to) {
        return to.equals(memory.supersededBy())
                || memory.observation().derivedFrom().contains(to)
                || memory.links().stream().anyMatch(link -> link.to().equals(to));
    }

    private void requireNoConflicts() {
        if (!conflicts.stream().allMatch(visible)) {
            throw MemoryException.of(
                    ErrorCode.CONFLICT,
                    "memories that this principal cannot see were changed since, or refer to a memory that would be"
                            + " forgotten");
        }
        if (!conflicts.isEmpty()) {
            throw new UndoConflictException(conflicts.stream().distinct().toList());
        }
    }
}
