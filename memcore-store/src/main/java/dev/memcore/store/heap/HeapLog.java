package dev.memcore.store.heap;

import dev.memcore.api.MemoryId;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.BackupReport;
import dev.memcore.api.report.CheckReport;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.spi.log.LogStats;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.store.LogCopy;
import dev.memcore.store.SegmentedLog;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.codec.CommitDraft;
import dev.memcore.store.codec.CommitMoments;
import dev.memcore.store.tail.LogFailure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An in-memory log that fulfils the contract of {@link MemoryLog} without durability. Its contents exist only as long
 * as this object.
 *
 * <ul>
 * <li><b>Threads.</b> The log has no threads: callbacks run on the appending thread, one at a time.
 * <li><b>Durability.</b> A commit survives as long as this object.
 * <li><b>Callbacks.</b> If a callback throws, the log accepts no more commits, as in {@link SegmentedLog}.
 * <li><b>Size.</b> {@link #stats()} reports no bytes and no segments. Consecutive commits that a rewrite or a purge has
 * emptied take the memory of one.
 * </ul>
 */
public final class HeapLog implements MemoryLog {
    private final ReentrantLock appending = new ReentrantLock();
    /** Held while all commits are rewritten or copied. Must be taken before the other lock. */
    private final ReentrantLock rewriting = new ReentrantLock();

    private final RandomGenerator random;
    private final StoreId store;
    /** Replaced, never changed, so that readers can keep the snapshot that they have. */
    private volatile HeapCommits commits = HeapCommits.empty();

    private volatile boolean closed;
    /** The first commit that may hold an Erase operation that no purge has carried out; 0 if there is none. */
    private volatile long erasing;
    /** The last commit that holds an Erase operation. Guarded by {@link #appending}. */
    private long lastErasure;

    /** Guarded by {@link #appending}. */
    private final CommitMoments moments = new CommitMoments(Long.MIN_VALUE);

    private @Nullable LogFailure failure;

    /**
     * Creates an empty log.
     *
     * @param random draws the id of the store, and the salts of backups; used by one thread at a time
     */
    public HeapLog(RandomGenerator random) {
        this.random = random;
        this.store = StoreId.draw(random);
    }

    @Override
    public long lastSequence() {
        checkOpen();
        return commits.last();
    }

    @Override
    public Instant lastRecordedAt() {
        checkOpen();
        HeapCommits now = commits;
        return now.last() == 0 ? Instant.MIN : now.at(now.last()).recordedAt();
    }

    @Override
    public Commit append(List<MemoryOp> operations, Instant notBefore, Consumer<Commit> durable) {
        notFromCallback("append");
        checkOpen();
        return append(CommitDraft.of(operations, notBefore, false, durable));
    }

    @Override
    public Commit copy(List<MemoryOp> operations, Instant recordedAt, Consumer<Commit> durable) {
        notFromCallback("copy");
        checkOpen();
        return append(CommitDraft.of(operations, recordedAt, true, durable));
    }

    @Override
    public void settle(Instant moment) {
        notFromCallback("settle");
        checkOpen();
        long millis = CommitDraft.settled(moment);
        if (!moments.isSettled(millis)) {
            appending.lock();
            try {
                moments.settle(millis);
            } finally {
                appending.unlock();
            }
        }
    }

    private Commit append(CommitDraft draft) {
        appending.lock();
        try {
            checkOpen();
            if (failure != null) {
                throw failure.exception();
            }
            return publish(draft.with(commits.last() + 1, draft.moment(moments)), draft.durable());
        } finally {
            appending.unlock();
        }
    }

    /** The number of commits that are held in memory. */
    public int held() {
        return commits.held();
    }

    private Commit publish(Commit commit, Consumer<Commit> durable) {
        if (commit.operations().stream().anyMatch(MemoryOp.Erase.class::isInstance)) {
            erasing = erasing == 0 ? commit.sequence() : erasing;
            lastErasure = commit.sequence();
        }
        commits = commits.with(commit);
        try {
            durable.accept(commit);
        } catch (Throwable e) {
            failure = LogFailure.ofCallback(commit.sequence(), e);
            throw failure.exception();
        }
        return commit;
    }

    @Override
    public CommitCursor read(long fromSequence) {
        checkOpen();
        CommitDraft.checkFrom(fromSequence);
        return commits.cursor(fromSequence);
    }

    @Override
    public long purge() {
        notFromCallback("purge");
        checkOpen();
        notFromChange();
        rewriting.lock();
        try {
            return purged(commits);
        } finally {
            rewriting.unlock();
        }
    }

    @Override
    public long rewrite(Function<Commit, List<MemoryOp>> change) {
        notFromCallback("rewrite");
        checkOpen();
        CommitDraft.checkChange(change);
        notFromChange();
        rewriting.lock();
        try {
            return replace(commits, change);
        } finally {
            rewriting.unlock();
        }
    }

    @Override
    public BackupReport backup(Path directory) {
        notFromCallback("backup");
        checkOpen();
        rewriting.lock();
        try {
            HeapCommits copied = commits;
            return LogCopy.write(directory, store.toString(), copied.last(), copied::cursor, random);
        } finally {
            rewriting.unlock();
        }
    }

    private long purged(HeapCommits all) {
        long from = erasing;
        if (from == 0 || from > all.last()) {
            return 0;
        }
        Set<MemoryId> erased = new HashSet<>();
        all.from(from)
                .flatMap(commit -> commit.operations().stream())
                .filter(MemoryOp.Erase.class::isInstance)
                .forEach(mark -> erased.add(mark.id()));
        long dropped = all.operations();
        HeapCommits.Changed purged = all.changed(commit -> commit.operations().stream()
                .filter(operation -> operation instanceof MemoryOp.Erase || !erased.contains(operation.id()))
                .toList());
        dropped -= purged.commits().operations();
        appending.lock();
        try {
            commits = purged.commits().followedBy(commits);
            erasing = lastErasure > all.last() ? all.last() + 1 : 0;
        } finally {
            appending.unlock();
        }
        return dropped;
    }

    /** Replaces commits all at once: readers see either the old ones or the new ones. */
    private long replace(HeapCommits all, Function<Commit, List<MemoryOp>> change) {
        HeapCommits.Changed replaced = all.changed(change);
        appending.lock();
        try {
            commits = replaced.commits().followedBy(commits);
        } finally {
            appending.unlock();
        }
        return replaced.changed();
    }

    @Override
    public CheckReport check() {
        checkOpen();
        HeapCommits all = commits;
        return new CheckReport(all.last(), all.operations(), 0, List.of());
    }

    @Override
    public LogStats stats() {
        checkOpen();
        return new LogStats(0, 0, 0);
    }

    @Override
    public void close() {
        notFromCallback("close");
        appending.lock();
        try {
            closed = true;
        } finally {
            appending.unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw LogFailure.closed();
        }
    }

    private void notFromChange() {
        if (rewriting.isHeldByCurrentThread()) {
            throw LogFailure.calledFromChange();
        }
    }

    private void notFromCallback(String method) {
        if (appending.isHeldByCurrentThread()) {
            throw LogFailure.calledFromCallback(method);
        }
    }
}
