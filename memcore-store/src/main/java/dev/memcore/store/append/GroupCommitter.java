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
 * The log's thread: writes all that waits at once, syncs once, then tells everybody.
 *
 * <p>Group commit (DeWitt et al. 1984) has a trap: the first appender that is told comes back with its next commit while
 * the others are still being told, gets a sync for itself alone, and all the others wait for the one after: groups of 1
 * and of n - 1 take turns, at half the possible rate. So, once the first append is there, this waits a little for as many
 * as were seen in the round before (PostgreSQL's {@code commit_siblings}); at most a quarter of what a sync takes, so that
 * a wrong guess costs little. A lone appender never waits.
 */
public final class GroupCommitter implements Runnable {
    /** Half of what {@link Durability#BUFFERED} promises: the sync itself takes time. */
    private static final long SYNC_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(Durability.SYNC_INTERVAL_MILLIS / 2);

    private static final long MAX_GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final LogTail tail;
    /** Who has it may touch the tail: the log's thread while it works, others between its batches. Fair, so that they come. */
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
    /** How many appends the last round saw, and how long its sync took. */
    private int siblings;

    private long syncNanos;
    /** A moment before the oldest commit that is not synced was written; meaningful while there is one. */
    private long unsyncedSince;

    public GroupCommitter(LogTail tail, ReadableLog readable, Durability durability, AppendQueue intake) {
        this.tail = tail;
        this.readable = readable;
        this.moments = new CommitMoments(readable.state().lastMoment());
        this.syncFirst = durability == Durability.SYNCED;
        this.intake = intake;
    }

    /** Hands an append to the log's thread, and waits for its result. Any other thread. */
    public Commit append(PendingAppend append) {
        LogFailure known = failure;
        if (known != null && !intake.closing()) {
            throw known.exception();
        }
        intake.add(append);
        return append.await();
    }

    /**
     * Sees to it that later commits get later moments than this one, and waits for those that have been given it, or an
     * earlier one. Whoever has the turn publishes all commits of a batch before it lets go of it, so nothing more is to
     * be waited for.
     */
    public void settle(long moment) {
        // What is published comes before what is not, also in time.
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

    /** Something that is done to the end of the log, or asked of it. */
    @FunctionalInterface
    public interface TailAction<T> {
        T on(LogTail tail) throws IOException;
    }

    /**
     * Does something between two batches. Any thread but the log's. A write that fails leaves the log as it was, unless what
     * is on disk is then not known: this closes the log to writing.
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

    /** Whether it is not known what is on the device: after a failed sync, but for a device that is full or read-only. */
    private boolean isFatal(IOException failure) {
        return failure instanceof FailedSyncException && tail.meaning(failure) == ErrorCode.IO_FAILED;
    }

    private LogFailure failed(Throwable cause) {
        LogFailure why = LogFailure.ofWriting(cause);
        fail(why);
        return why;
    }

    /** What went wrong when the thread ended, or null. */
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
            // Whatever it was, a lack of memory too: what is on disk is no longer known.
            fail(LogFailure.ofWriting(e));
        }
        LogFailure known = failure != null ? failure : refused;
        if (known != null) {
            batch.stream().filter(append -> !append.done()).forEach(append -> append.fail(known));
        }
        batch.clear();
    }

    /** Takes back what nobody was told of, before those who wait are told that it was rejected. */
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
            // What was acknowledged must be on the device; all else is for the next opening to bring into order.
            closeFailure = tail.acknowledgedSynced() ? null : LogFailure.ofClosing(tail.meaning(e), e);
        } finally {
            turn.unlock();
        }
    }
}
