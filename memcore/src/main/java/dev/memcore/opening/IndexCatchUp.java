package dev.memcore.opening;

import dev.memcore.api.MemoryId;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.Recovery;
import dev.memcore.commit.CommitBuilder;
import dev.memcore.component.StorageRefusals;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.spi.log.MemoryLog;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the index up to date when a store is opened: adds the commits that it lacks. O(1) per commit. An index that is
 * missing, or ahead of the log, is rebuilt from the first commit.
 */
final class IndexCatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(IndexCatchUp.class);

    private final MemoryLog log;
    private final MemoryIndex index;

    IndexCatchUp(MemoryLog log, MemoryIndex index) {
        this.log = log;
        this.index = index;
    }

    /** Updates the index from the log and the id source from the index. Returns what was recovered. */
    Recovery run(IdSource ids) {
        long begun = System.nanoTime();
        Recovery.IndexState found = stateAgainstLog();
        long replayed = replay(index.durableSequence() + 1);
        if (!log.readOnly()) {
            StorageRefusals.tolerate("The index without erased memories", index::expunge);
        }
        MemoryId greatest = index.greatestId();
        if (greatest != null) {
            ids.startAfter(greatest);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Recovery(log.stats().tornBytes(), found, replayed, took);
    }

    private Recovery.IndexState stateAgainstLog() {
        long indexed = index.durableSequence();
        long logged = log.lastSequence();
        if (indexed <= logged) {
            Recovery.IndexState found = index.foundState();
            if (found == Recovery.IndexState.MISSING) {
                logMissingIndex(logged);
            }
            return found;
        }
        LOG.warn(
                "The index has commits up to {}, but the log ends at {}: writes were lost. The index is rebuilt.",
                indexed,
                logged);
        index.reset();
        return Recovery.IndexState.AHEAD;
    }

    private void logMissingIndex(long logged) {
        if (logged > 0) {
            LOG.info("There is no index. It is built from the {} commits of the log.", logged);
        } else if (!log.readOnly()) {
            LOG.info("Opened a new store: it has no commits yet.");
        }
    }

    private long replay(long from) {
        long next = from;
        try (CommitCursor commits = log.read(from)) {
            while (commits.hasNext()) {
                Commit commit = commits.next();
                if (commit.sequence() != next) {
                    throw damaged(commit.sequence(), "was found in place of commit " + next, null);
                }
                awaitCapacity(commit.sequence());
                index.publish(commit.sequence(), fold(commit).versions());
                next++;
            }
        }
        return next - from;
    }

    private void awaitCapacity(long next) {
        try {
            index.awaitCapacity();
        } catch (MemoryException e) {
            if (!StorageRefusals.isRefusal(e)) {
                throw e;
            }
            throw MemoryException.of(
                    e.code(),
                    "the index ends before commit " + next + " of " + log.lastSequence()
                            + " and cannot be written; free disk space, or open the store read-only. " + e.getMessage(),
                    e);
        }
    }

    private CommitBuilder fold(Commit commit) {
        try {
            return CommitBuilder.ofLogged(index, commit);
        } catch (MemoryException e) {
            if (e.code() == ErrorCode.CONFLICT || e.code() == ErrorCode.NOT_FOUND) {
                throw damaged(commit.sequence(), "does not follow from those before it", e);
            }
            throw e;
        }
    }

    private static MemoryException damaged(long sequence, String what, @Nullable Throwable cause) {
        return MemoryException.of(
                ErrorCode.LOG_DAMAGED,
                "commit " + sequence + " of the log " + what
                        + "; if a check finds the log intact, move the index aside and open again",
                cause);
    }
}
