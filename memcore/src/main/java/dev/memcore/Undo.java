package dev.memcore;

import dev.memcore.api.Cause;
import dev.memcore.api.ErrorCode;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Status;
import dev.memcore.api.UndoConflictException;
import dev.memcore.spi.Commit;
import dev.memcore.spi.CommitCursor;
import dev.memcore.spi.MemoryIndex;
import dev.memcore.spi.MemoryLog;
import dev.memcore.spi.ReadTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes commits back: each memory that they changed gets the state before them, in a new version, all in one commit. */
final class Undo {
    private static final ReadTime PRESENT = ReadTime.present(Instant.EPOCH);
    private static final String ACTOR = "undo";
    private static final int MOST_COMMITS = 100_000;

    private final MemoryLog log;
    private final MemoryIndex index;
    private final Committer committer;
    private final Horizons horizons;

    Undo(Parts parts, Committer committer, Horizons horizons) {
        this.log = parts.log();
        this.index = parts.index();
        this.committer = committer;
        this.horizons = horizons;
    }

    /**
     * Takes commits back.
     *
     * @param visible what the caller sees
     */
    List<Memory> undo(Predicate<Memory> visible, Collection<Long> sequences) {
        Set<Long> commits = new TreeSet<>(Arguments.allPresent(Arguments.list(sequences, "commits"), "commits"));
        if (commits.isEmpty()) {
            return List.of();
        }
        Arguments.within(commits.size(), MOST_COMMITS, "the number of commits");
        Set<MemoryId> changed = new TreeSet<>();
        commits.forEach(sequence -> changed.addAll(changedBy(sequence)));
        if (changed.isEmpty()) {
            return List.of();
        }
        Cause cause = Cause.of(ACTOR, "of " + name(commits));
        return committer
                .commit(visible, changed, draft -> plan(draft, visible, changed, commits, cause))
                .versions();
    }

    /** Takes back the change that made a memory's present version; of a commit that changed more, only this part. */
    Memory undo(Predicate<Memory> visible, MemoryId id) {
        Set<MemoryId> changed = Set.of(id);
        List<Memory> undone = committer
                .commit(visible, changed, draft -> {
                    Memory present = draft.requireVisible(id);
                    Set<Long> commits = Set.of(present.sequence());
                    Cause cause = Cause.of(ACTOR, "of " + name(commits) + " in this memory");
                    List<Memory> made = plan(draft, visible, changed, commits, cause);
                    return made.isEmpty() ? List.of(present) : made;
                })
                .versions();
        return undone.getFirst();
    }

    private static String name(Set<Long> commits) {
        String listed = commits.stream().limit(5).map(String::valueOf).collect(Collectors.joining(", "));
        return "commit " + listed + (commits.size() > 5 ? " and " + (commits.size() - 5) + " more" : "");
    }

    private Set<MemoryId> changedBy(long sequence) {
        if (sequence < 1 || sequence > log.lastSequence()) {
            throw new MemoryException(ErrorCode.NOT_FOUND, "the log has no commit " + sequence);
        }
        try (CommitCursor commits = log.read(sequence)) {
            Commit commit = commits.next();
            if (commit.operations().isEmpty()) {
                throw new MemoryException(
                        ErrorCode.NOT_FOUND, "all that commit " + sequence + " changed was erased, or dropped, since");
            }
            Set<MemoryId> changed = commit.operations().stream()
                    .filter(op -> !(op instanceof MemoryOp.Use))
                    .map(MemoryOp::id)
                    .collect(Collectors.toSet());
            changed.forEach(id -> requireKept(id, commit));
            return changed;
        }
    }

    /** Before the horizon, commits may have lost operations: undoing the rest would be undoing in part. */
    private void requireKept(MemoryId id, Commit commit) {
        index.get(id).map(memory -> horizons.of(memory.scope())).ifPresent(horizon -> {
            if (commit.recordedAt().isBefore(horizon)) {
                throw new MemoryException(
                        ErrorCode.BEYOND_RETENTION,
                        "commit " + commit.sequence() + " lies before " + horizon
                                + ", from where on the history of its memories is kept");
            }
        });
    }

    private List<Memory> plan(
            Draft draft, Predicate<Memory> visible, Set<MemoryId> changed, Set<Long> commits, Cause cause) {
        List<Memory> conflicts = new ArrayList<>();
        List<MemoryOp> first = new ArrayList<>();
        List<MemoryOp> last = new ArrayList<>(); // superseded ones: what supersedes them must be active by then
        for (MemoryId id : changed) {
            Memory present = draft.requireVisible(id);
            if (present.status() == Status.ERASED || isInterleaved(present, commits)) {
                conflicts.add(present);
            } else {
                Memory before = before(present, commits);
                if (before == null) {
                    conflicts.addAll(dependents(id, visible, changed));
                }
                MemoryOp op = before == null
                        ? new MemoryOp.Forget(id, cause)
                        : MemoryOp.Restore.of(before, present.version() + 1, cause);
                (before != null && before.status() == Status.SUPERSEDED ? last : first).add(op);
            }
        }
        if (!conflicts.isEmpty()) {
            throw new UndoConflictException(conflicts);
        }
        first.addAll(last);
        return first.stream()
                .filter(op -> !isForgotten(draft, op))
                .map(draft::apply)
                .toList();
    }

    private static boolean isForgotten(Draft draft, MemoryOp op) {
        return op instanceof MemoryOp.Forget && draft.requireVisible(op.id()).status() == Status.FORGOTTEN;
    }

    /** Whether other commits have made versions after one of these: these are not the end of the history. */
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

    /** The last version that none of the commits made; null: they added the memory. */
    private @Nullable Memory before(Memory present, Set<Long> commits) {
        List<Memory> history = index.history(present.id());
        for (Memory version : history.reversed()) {
            if (!commits.contains(version.sequence())) {
                return version;
            }
        }
        if (history.getFirst().version() > 1) {
            throw new MemoryException(
                    ErrorCode.BEYOND_RETENTION,
                    "version " + (history.getFirst().version() - 1) + " of memory " + present.id()
                            + " is no longer kept");
        }
        return null;
    }

    /** What refers to a memory that is about to be forgotten, and is not changed itself. */
    private List<Memory> dependents(MemoryId id, Predicate<Memory> visible, Set<MemoryId> changed) {
        List<Memory> all = index.referring(null, id, Integer.MAX_VALUE, PRESENT).stream()
                .filter(memory -> memory.status() != Status.FORGOTTEN && memory.status() != Status.ERASED)
                .filter(memory -> !changed.contains(memory.id()))
                .toList();
        if (!all.stream().allMatch(visible)) {
            throw new MemoryException(
                    ErrorCode.CONFLICT,
                    "memories that this reader does not see refer to " + id + ", which would be forgotten");
        }
        return all;
    }
}
