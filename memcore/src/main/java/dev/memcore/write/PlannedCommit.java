package dev.memcore.write;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.commit.CommitBuilder;
import dev.memcore.commit.Committer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The planned operations of a proposal, in one commit. Other writers may commit between the proposal and this commit.
 * So each part is carried out only if the latest versions of its memories are still those that the policy saw.
 */
public final class PlannedCommit {
    private final List<Part> planned;
    private final long asked;
    private final List<MemoryOp> applied = new ArrayList<>();

    /**
     * Operations that are carried out together.
     *
     * @param versions the versions of the concerned memories before the operations; 0 for a new memory
     */
    public record Part(AtomicOperations together, Map<MemoryId, Integer> versions) {}

    /** Signals that an operation does not fit any more. */
    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Part part;

        Unfit(Part part, MemoryException cause) {
            super(cause);
            this.part = part;
        }
    }

    /** @param asked the last commit that the policy may have seen */
    public PlannedCommit(List<Part> planned, long asked) {
        this.planned = planned;
        this.asked = asked;
    }

    public static List<MemoryOp> operations(List<Part> planned) {
        return planned.stream()
                .flatMap(part -> part.together().operations().stream())
                .toList();
    }

    /** The operations that were carried out. */
    public List<MemoryOp> applied() {
        return applied;
    }

    public Committer.Committed carryOut(Committer committer) {
        Set<Object> keys = new HashSet<>(WritePath.lockKeys(operations(planned)));
        Set<Part> left = new LinkedHashSet<>(planned);
        while (true) {
            try {
                applied.clear();
                return committer.commit(memory -> true, keys, draft -> drafted(draft, left));
            } catch (Unfit e) {
                left.remove(e.part); // a builder cannot undo a part of its operations, so all others are added again
            }
        }
    }

    private List<Memory> drafted(CommitBuilder draft, Set<Part> parts) {
        List<Memory> versions = new ArrayList<>();
        for (Part part : parts) {
            if (isAsSeen(draft, part)) {
                for (MemoryOp op : part.together().operations()) {
                    versions.add(applied(draft, op, part));
                    applied.add(op);
                }
            }
        }
        return versions;
    }

    /** Whether the concerned memories are still those that the policy saw. */
    private boolean isAsSeen(CommitBuilder draft, Part part) {
        return part.versions().entrySet().stream().allMatch(seen -> {
            Memory present = draft.present(seen.getKey());
            return present == null
                    ? seen.getValue() == 0
                    : present.version() == seen.getValue() && present.sequence() <= asked;
        });
    }

    private static Memory applied(CommitBuilder draft, MemoryOp op, Part within) {
        try {
            return draft.apply(op);
        } catch (MemoryException e) {
            if (!StagedScopeView.isUnfit(e)) {
                throw e;
            }
            throw new Unfit(within, e); // what it refers to was changed meanwhile
        }
    }
}
