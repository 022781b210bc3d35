package dev.memcore.store.append;

import dev.memcore.api.config.Durability;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.codec.CommitMoments;
import dev.memcore.store.file.FailedSyncException;
import dev.memcore.store.tail.LogFailure;
import dev.memcore.store.tail.LogTail;
import dev.memcore.store.tail.PendingAppend;
import dev.memcore.store.tail.ReadableLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The task of the log's thread: it writes all waiting commits, syncs them at once, and then acknowledges each.
 *
 * <p>Plain group commit (DeWitt et al. 1984) has a weakness. The first appender that is acknowledged returns with its
 * next commit while the others are still being acknowledged. This commit gets a sync of its own, and all others wait
 * for the sync after it. So groups of 1 and of n - 1 commits alternate, at half of the possible rate. To avoid this,
 * the thread waits a short time after the first append, until as many appends have arrived as the previous batch had
 * (compare {@code commit_siblings} of PostgreSQL). It waits at most a quarter of the duration of a sync, so that a
 * wrong guess costs little. A single appender never waits.
 */
public final class GroupCommitter implements Runnable {
    /** Half of the interval that {@link Durability#BUFFERED} promises, because the sync itself takes time. */
    private static final long SYNC_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(Durability.SYNC_INTERVAL_MILLIS / 2);

    private static final long MAX_GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final LogTail tail;
    /**
     * A thread must hold this lock to use the tail. The log's thread holds it while it works; other threads take it
     * between two batches. It is fair, so that the other threads are not starved.
     */
    private final ReentrantLock turn = new ReentrantLock(true);

    private boolean finished;
    private final ReadableLog readable;
    /** Guarded by {@link #turn}. */
    private final CommitMoments moments;

    private final boolean syncFirst;
    private final AppendQueue intake;
    private final List<PendingAppend> batch = new ArrayList<>();
    private volatile @Nullable LogFailure failure;
    private volatile @Nullable LogFailure closeFailure;
    private boolean abandoned;
    /** The number of appends that were there at the last sync, and the duration of that sync. */
    private int siblings;

    private long syncNanos;
    /**
     * A {@link System#nanoTime} before the oldest unsynced commit was written, or that of a later failed attempt to
     * sync. Meaningful only while there is an unsynced commit.
     */
    private long unsyncedSince;

    public GroupCommitter(LogTail tail, ReadableLog readable, Durability durability, AppendQueue intake) {
        this.tail = tail;
        this.readable = readable;
        this.moments = new CommitMoments(readable.state().lastMoment());
        this.syncFirst = durability == Durability.SYNCED;
        this.intake = intake;
    }

    /** Passes an append to the log's thread and waits for its result. Must not be called by the log's thread. */
    public Commit append(PendingAppend append) {
        LogFailure known = failure;
        if (known != null && !intake.closing()) {
            throw known.exception();
        }
        intake.add(append);
        return append.await();
    }

    /**
     * Makes later commits get later recorded times than this one, in milliseconds. Waits for the commits that already
     * have this time or an earlier one. The holder of the turn publishes all commits of a batch before it releases the
     * turn, so waiting for the turn is sufficient.
     */
    public void settle(long moment) {
        // No unpublished commit has an earlier time than the last published one, except for copies.
        if (moments.isSettled(moment) || moment < readable.state().lastMoment()) {
            return;
        }
        turn.lock();
        try {
            moments.settle(moment);
        } finally {
            turn.unlock();
        }
    }

    /** A change or a query of the log's tail. */
    @FunctionalInterface
    public interface TailAction<T> {
        T on(LogTail tail) throws IOException;
    }

    /**
     * Runs an action between two batches. Must not be called by the log's thread. If a write of the action fails, the
     * log stays as it was. If it is then unknown what is on the device, the log accepts no more commits.
     */
    public <T> T between(TailAction<T> action) throws IOException {
        turn.lock();
        try {
            LogFailure known = failure;
            if (finished || known != null) {
                throw known == null ? LogFailure.closed() : known.exception();
            }
            return attempt(action);
        } finally {
            turn.unlock();
        }
    }

    private <T> T attempt(TailAction<T> action) throws IOException {
        try {
            return action.on(tail);
        } catch (IOException e) {
            if (!isFatal(e)) {
                tail.takeBack();
                throw e;
            }
            throw failed(e).exception();
        } catch (RuntimeException | Error e) {
            throw failed(e).exception();
        }
    }

    /** Whether the contents of the device are unknown: after a failed sync, unless the device is full or read-only. */
    private boolean isFatal(IOException failure) {
        return failure instanceof FailedSyncException && tail.meaning(failure) == ErrorCode.IO_FAILED;
    }

    private LogFailure failed(Throwable cause) {
        LogFailure why = LogFailure.ofWriting(cause);
        fail(why);
        return why;
    }

    /** The failure because of which the log accepts no more commits, or null. */
    @Nullable
    public LogFailure failure() {
        return failure;
    }

    /** The failure with which the thread ended, or null if there was none. */
    @Nullable
    public LogFailure closeFailure() {
        return closeFailure;
    }

    @Override
    public void run() {
        try {
            while (!intake.closing()) {
                intake.await(1, waitAtMost());
                if (siblings > 1) {
                    intake.await(siblings, Math.min(syncNanos / 4, MAX_GATHER_NANOS));
                }
                intake.drainTo(batch);
                turn.lock();
                try {
                    commitBatch();
                    syncIfDue();
                    prepareRoll();
                } finally {
                    turn.unlock();
                }
            }
        } finally {
            finish();
        }
    }

    private void commitBatch() {
        int from = 0;
        LogFailure refused = null;
        if (tail.synced()) {
            unsyncedSince = System.nanoTime();
        }
        try {
            for (int to = 0; to < batch.size() && failure == null; to++) {
                batch.get(to).record(moments);
                if (!tail.fits(batch.get(to).payload().length())) {
                    acknowledge(batch.subList(from, to));
                    from = to;
                    tail.roll();
                }
                if (failure == null) {
                    tail.add(batch.get(to));
                }
            }
            acknowledge(batch.subList(from, batch.size()));
        } catch (IOException e) {
            refused = refuse(e);
        } catch (Throwable e) {
            // After any other failure, including a lack of memory, it is unknown what is on disk.
            fail(LogFailure.ofWriting(e));
        }
        LogFailure known = failure != null ? failure : refused;
        if (known != null) {
            batch.stream().filter(append -> !append.done()).forEach(append -> append.fail(known));
        }
        batch.clear();
    }

    /** Takes back the commits that were not acknowledged, before their appenders get the rejection. */
    private LogFailure refuse(IOException cause) {
        if (isFatal(cause)) {
            return failed(cause);
        }
        tail.takeBack();
        moments.takeBack();
        return LogFailure.refused(tail.meaning(cause), cause);
    }

    private void acknowledge(List<PendingAppend> group) throws IOException {
        if (group.isEmpty() || failure != null) {
            return;
        }
        if (syncFirst) {
            long start = System.nanoTime();
            tail.sync();
            syncNanos = System.nanoTime() - start;
            siblings = group.size() + intake.waiting();
        } else {
            tail.flush();
        }
        for (PendingAppend append : group) {
            if (failure == null) {
                publish(append);
            }
        }
    }

    private void publish(PendingAppend append) {
        Commit commit = append.commit(readable.lastSequence() + 1);
        readable.last(commit.sequence(), append.moment());
        moments.published(append.moment());
        try {
            append.durable().accept(commit);
        } catch (Throwable e) {
            fail(LogFailure.ofCallback(commit.sequence(), e));
            return;
        }
        append.complete(commit);
    }

    private long waitAtMost() {
        turn.lock();
        try {
            return nanosUntilSync();
        } finally {
            turn.unlock();
        }
    }

    private long nanosUntilSync() {
        return tail.synced() || failure != null
                ? AppendQueue.FOREVER
                : Math.max(0, SYNC_AFTER_NANOS - (System.nanoTime() - unsyncedSince));
    }

    private void syncIfDue() {
        if (nanosUntilSync() == 0) {
            try {
                tail.repair();
                tail.sync();
            } catch (IOException e) {
                retryLater(e);
            } catch (Throwable e) {
                fail(LogFailure.ofWriting(e));
            }
        }
    }

    private void prepareRoll() {
        if (failure == null) {
            tail.digestMore();
        }
    }

    private void retryLater(IOException cause) {
        if (isFatal(cause)) {
            fail(LogFailure.ofWriting(cause));
        } else {
            tail.takeBack();
            unsyncedSince = System.nanoTime();
        }
    }

    private void fail(LogFailure why) {
        if (failure == null) {
            failure = why;
            if (why.code() == ErrorCode.IO_FAILED) {
                abandoned = true;
                tail.abandon();
            }
        }
    }

    private void finish() {
        turn.lock();
        try {
            intake.closeAndDrainTo(batch);
            commitBatch();
            finished = true;
            if (!abandoned) {
                tail.close();
            }
        } catch (Throwable e) {
            // Only acknowledged commits must be on the device. The next opening repairs everything else.
            closeFailure = tail.acknowledgedSynced() ? null : LogFailure.ofClosing(tail.meaning(e), e);
        } finally {
            turn.unlock();
        }
    }
}
