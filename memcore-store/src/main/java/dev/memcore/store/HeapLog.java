package dev.memcore.store;

import dev.memcore.api.BackupReport;
import dev.memcore.api.CheckReport;
import dev.memcore.api.MemoryOp;
import dev.memcore.spi.Commit;
import dev.memcore.spi.CommitCursor;
import dev.memcore.spi.LogStats;
import dev.memcore.spi.MemoryLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A log in memory: the contract of {@link MemoryLog} and nothing durable; what is in it ends with it.
 *
 * <ul>
 *   <li><b>Threads.</b> It has none: a callback runs on the thread that appends, one at a time.
 *   <li><b>Durability.</b> A commit survives as long as this object.
 *   <li><b>Callbacks.</b> A callback that throws closes the log to writing, as in {@link SegmentedLog}.
 *   <li><b>Size.</b> {@link #stats()} counts no bytes and no segments.
 * </ul>
 */
public final class HeapLog implements MemoryLog {
    private final ReentrantLock appending = new ReentrantLock();
    /** Grows by copying, so that readers may keep the one they have; commits never change their place. */
    private volatile Commit[] commits = new Commit[16];

    private volatile long lastSequence;
    private volatile boolean closed;
    private @Nullable LogFailure failure;

    /** An empty log. */
    public HeapLog() {}

    @Override
    public long lastSequence() {
        checkOpen();
        return lastSequence;
    }

    @Override
    public Commit append(List<MemoryOp> operations, Instant recordedAt, Consumer<Commit> durable) {
        notFromCallback("append");
        checkOpen();
        CommitDraft draft = CommitDraft.of(operations, recordedAt, durable);
        appending.lock();
        try {
            checkOpen();
            if (failure != null) {
                throw failure.exception();
            }
            return publish(draft.withSequence(lastSequence + 1), durable);
        } finally {
            appending.unlock();
        }
    }

    private Commit publish(Commit commit, Consumer<Commit> durable) {
        int place = Math.toIntExact(commit.sequence() - 1);
        Commit[] present = commits;
        Commit[] all = place < present.length ? present : Arrays.copyOf(present, 2 * present.length);
        all[place] = commit;
        commits = all;
        lastSequence = commit.sequence();
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
        long last = lastSequence;
        return new HeapCursor(commits, fromSequence, last);
    }

    @Override
    public long purge() {
        throw new UnsupportedOperationException("purge");
    }

    @Override
    public long rewrite(Function<Commit, List<MemoryOp>> change) {
        throw new UnsupportedOperationException("rewrite");
    }

    @Override
    public BackupReport backup(Path directory) {
        throw new UnsupportedOperationException("backup");
    }

    @Override
    public CheckReport check() {
        checkOpen();
        long last = lastSequence;
        long operations = 0;
        Commit[] all = commits;
        for (int i = 0; i < last; i++) {
            operations += all[i].operations().size();
        }
        return new CheckReport(last, operations, 0, List.of());
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

    private void notFromCallback(String method) {
        if (appending.isHeldByCurrentThread()) {
            throw LogFailure.calledFromCallback(method);
        }
    }

    private static final class HeapCursor implements CommitCursor {
        private final Commit[] commits;
        private final long last;
        private long next;

        HeapCursor(Commit[] commits, long next, long last) {
            this.commits = commits;
            this.next = next;
            this.last = last;
        }

        @Override
        public boolean hasNext() {
            return next <= last;
        }

        @Override
        public Commit next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return commits[Math.toIntExact(next++ - 1)];
        }

        @Override
        public void close() {
            next = last + 1;
        }
    }
}
