package dev.memcore.opening;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.Finding;
import dev.memcore.component.IndexPages;
import dev.memcore.history.RetentionWatermarks;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.spi.log.MemoryLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares index and log while both may be written to. Every memory in the log must be in the index with the same
 * version and commit, and the index must hold no other memory. O(size of the log); some 150 bytes of heap per memory.
 */
final class IndexConsistencyCheck {
    private static final String INDEX = "index";
    private static final int MAX_FINDINGS = 100;

    private final MemoryLog log;
    private final MemoryIndex index;
    private final RetentionWatermarks horizons;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<MemoryId> all = new HashSet<>();
    private long lastRead;
    private long missing;

    /** The last version of a memory within the compared commits. */
    private record Last(int version, long sequence) {}

    IndexConsistencyCheck(MemoryLog log, MemoryIndex index, RetentionWatermarks horizons) {
        this.log = log;
        this.index = index;
        this.horizons = horizons;
    }

    /**
     * Returns the differences, at most {@value #MAX_FINDINGS}. Versions of later commits are not compared, because they
     * may not be in the index yet.
     *
     * @param published the last commit that was published to the index
     */
    CheckReport check(long published) {
        checkSequences(published);
        long sizeBefore = index.size();
        try {
            Map<MemoryId, Last> expected = lastVersions(published);
            expected.forEach((id, last) -> checkVersion(id, last, published));
            checkSize(sizeBefore);
        } catch (MemoryException e) {
            find(e.code(), "log and index cannot be compared: " + e.getMessage());
        }
        return new CheckReport(0, 0, 0, findings);
    }

    private void checkSequences(long published) {
        long durable = index.durableSequence();
        long indexed = index.indexedSequence();
        long logged = log.lastSequence();
        if (durable > logged || indexed > logged || published > logged) {
            find(
                    ErrorCode.INDEX_DAMAGED,
                    "the index is at commit " + Math.max(Math.max(durable, indexed), published)
                            + ", but the log ends at " + logged);
        }
    }

    private Map<MemoryId, Last> lastVersions(long published) {
        Map<MemoryId, Last> last = new HashMap<>();
        try (CommitCursor commits = log.read(1)) {
            while (commits.hasNext()) {
                Commit commit = commits.next();
                lastRead = commit.sequence();
                for (MemoryOp op : commit.operations()) {
                    if (!(op instanceof MemoryOp.Use)) {
                        all.add(op.id());
                        if (commit.sequence() <= published) {
                            last.put(op.id(), new Last(version(op, last.get(op.id())), commit.sequence()));
                        }
                    }
                }
            }
        }
        return last;
    }

    private static int version(MemoryOp op, @Nullable Last before) {
        int next = before == null ? 1 : before.version + 1;
        return switch (op) {
            case MemoryOp.Restore restore -> restore.version();
            case MemoryOp.Erase erase -> erase.versions() + 1;
            case MemoryOp.Add add -> next;
            case MemoryOp.Revise revise -> next;
            case MemoryOp.Supersede supersede -> next;
            case MemoryOp.Forget forget -> next;
            case MemoryOp.Move move -> next;
            case MemoryOp.Adjust adjust -> next;
            case MemoryOp.SetSearchKeys change -> next;
            case MemoryOp.SetAttributes change -> next;
            case MemoryOp.SetExpiry change -> next;
            case MemoryOp.SetValidity change -> next;
            case MemoryOp.SetEventTime change -> next;
            case MemoryOp.Quarantine quarantine -> next;
            case MemoryOp.Release release -> next;
            case MemoryOp.AddLink add -> next;
            case MemoryOp.RemoveLink remove -> next;
            case MemoryOp.Use use -> throw new IllegalArgumentException("a use makes no version: " + use.id());
        };
    }

    private void checkVersion(MemoryId id, Last last, long published) {
        Memory found = index.get(id).orElse(null);
        if (found == null) {
            missing++;
            find(ErrorCode.INDEX_DAMAGED, "memory " + id + " of commit " + last.sequence + " is not in the index");
        } else if (found.sequence() <= published
                && (found.version() != last.version || found.sequence() != last.sequence)) {
            find(
                    ErrorCode.INDEX_DAMAGED,
                    "memory " + id + " has version " + last.version + " of commit " + last.sequence
                            + " in the log, but version " + found.version() + " of commit " + found.sequence()
                            + " in the index");
        }
    }

    // The log keeps the tombstone of an erased memory, and the index was counted before the log was read to its end. So
    // if the index held more memories than the log, some of them do not come from the log. Memories that were added to
    // the index later are not checked.
    private void checkSize(long sizeBefore) {
        if (sizeBefore > all.size() - missing) {
            new IndexPages((after, limit) -> index.scan(null, after, limit)).forEachRemaining(this::checkKnown);
        }
    }

    private void checkKnown(Memory memory) {
        if (!all.contains(memory.id()) && memory.sequence() <= lastRead && !isDropped(memory)) {
            find(
                    ErrorCode.INDEX_DAMAGED,
                    "memory " + memory.id() + " of commit " + memory.sequence()
                            + " is in the index, but not in the log");
        }
    }

    /**
     * Whether retention has dropped a memory and was interrupted between log and index. The next maintenance run
     * completes it.
     */
    private boolean isDropped(Memory memory) {
        Instant horizon = horizons.of(memory.scope());
        return memory.status() == Status.FORGOTTEN
                && horizon != null
                && memory.recordedAt().isBefore(horizon);
    }

    private void find(ErrorCode code, String message) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Finding(code, INDEX, -1, message));
        }
    }
}
