package dev.memcore.history;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.commit.Committer;
import dev.memcore.commit.FactSuccession;
import dev.memcore.component.StoreComponents;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.spi.log.MemoryLog;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Undoes commits: each memory that they changed gets its earlier state in a new version. All new versions are one
 * commit.
 */
public final class Undo {
    private static final String ACTOR = "undo";
    private static final int MOST_COMMITS = 100_000;

    private final MemoryLog log;
    private final MemoryLookup index;
    private final Committer committer;
    private final RetentionWatermarks horizons;

    public Undo(StoreComponents parts, Committer committer, RetentionWatermarks horizons) {
        this.log = parts.log();
        this.index = parts.index();
        this.committer = committer;
        this.horizons = horizons;
    }

    /**
     * Undoes commits.
     *
     * @param visible the memories that the caller may see
     */
    public List<Memory> undo(Predicate<Memory> visible, Collection<Long> sequences) {
        Set<Long> commits = new TreeSet<>(Arguments.list(Arguments.elements(sequences, "commits"), "commits"));
        if (commits.isEmpty()) {
            return List.of();
        }
        Arguments.positiveAtMost(commits.size(), MOST_COMMITS, "the number of commits");
        Set<MemoryId> changed = new TreeSet<>();
        commits.forEach(sequence -> changed.addAll(changedBy(sequence)));
        if (changed.isEmpty()) {
            return List.of();
        }
        Cause cause = Cause.of(ACTOR, "of " + name(commits));
        return Committer.retry(() -> {
            Set<MemoryId> keys = concerned(changed, commits);
            return committer
                    .commit(
                            visible,
                            keys,
                            draft -> new UndoPlan(index, draft, visible, keys).carryOut(changed, commits, cause))
                    .versions();
        });
    }

    /**
     * Undoes the change that made a memory's latest version. If the commit changed other memories, these stay as they
     * are.
     */
    public Memory undo(Predicate<Memory> visible, MemoryId id) {
        return Committer.retry(() -> {
            Set<Long> seen =
                    index.get(id).map(memory -> Set.of(memory.sequence())).orElse(Set.of());
            Set<MemoryId> keys = concerned(Set.of(id), seen);
            return committer
                    .commit(visible, keys, draft -> {
                        Memory present = draft.requireVisible(id);
                        Set<Long> commits = Set.of(present.sequence());
                        Cause cause = Cause.of(ACTOR, "of " + name(commits) + " in this memory");
                        List<Memory> made =
                                new UndoPlan(index, draft, visible, keys).carryOut(Set.of(id), commits, cause);
                        return made.isEmpty() ? List.of(present) : made;
                    })
                    .versions()
                    .getFirst();
        });
    }

    /**
     * The memories that an undo depends on: those that it restores, and those that they will refer to. They are locked,
     * because two concurrent undos could otherwise restore two memories that supersede each other.
     */
    private Set<MemoryId> concerned(Set<MemoryId> changed, Set<Long> commits) {
        Set<MemoryId> concerned = new HashSet<>(changed);
        for (MemoryId id : changed) {
            Memory state = UndoPlan.lastBefore(index.history(id), commits);
            if (state != null) {
                concerned.addAll(state.observation().derivedFrom());
                state.links().forEach(link -> concerned.add(link.to()));
                concerned.addAll(FactSuccession.of(state, to -> index.get(to).orElse(null))
                        .ids());
            }
        }
        return concerned;
    }

    private static String name(Set<Long> commits) {
        String listed = commits.stream().limit(5).map(String::valueOf).collect(Collectors.joining(", "));
        return "commit " + listed + (commits.size() > 5 ? " and " + (commits.size() - 5) + " more" : "");
    }

    private Set<MemoryId> changedBy(long sequence) {
        if (sequence < 1 || sequence > log.lastSequence()) {
            throw MemoryException.of(ErrorCode.NOT_FOUND, "the log has no commit " + sequence);
        }
        try (CommitCursor commits = log.read(sequence)) {
            Commit commit = commits.next();
            if (commit.operations().isEmpty()) {
                throw MemoryException.of(
                        ErrorCode.NOT_FOUND,
                        "all memories that commit " + sequence + " changed were erased or dropped since");
            }
            Set<MemoryId> changed = commit.operations().stream()
                    .filter(op -> !(op instanceof MemoryOp.Use))
                    .map(MemoryOp::id)
                    .collect(Collectors.toSet());
            changed.forEach(id -> requireKept(id, commit));
            return changed;
        }
    }

    /** Commits before the watermark may have lost operations, so undoing them would be incomplete. */
    private void requireKept(MemoryId id, Commit commit) {
        index.get(id).map(memory -> horizons.of(memory.scope())).ifPresent(horizon -> {
            if (commit.recordedAt().isBefore(horizon)) {
                throw MemoryException.of(
                        ErrorCode.BEYOND_RETENTION,
                        "commit " + commit.sequence() + " is from before " + horizon
                                + ", and the history of its memories is only kept from then on");
            }
        });
    }
}
