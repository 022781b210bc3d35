package dev.memcore.store;

import dev.memcore.api.BackupReport;
import dev.memcore.api.CheckReport;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryOp;
import dev.memcore.spi.Commit;
import dev.memcore.spi.CommitCursor;
import dev.memcore.spi.LogStats;
import dev.memcore.spi.MemoryLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
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
    /** Held by whoever rewrites or copies all; taken before the other lock. */
    private final ReentrantLock rewriting = new ReentrantLock();

    private final RandomGenerator random;
    private final StoreId store;
    /** Grows and changes by copying, so that readers may keep the one they have; commits never change their place. */
    private volatile Commit[] commits = new Commit[16];

    private volatile long lastSequence;
    private volatile boolean closed;
    /** From which commit on there may be marks of erasure that were not carried out; 0: none. */
    private volatile long erasing;
    /** The last commit that holds a mark of erasure; guarded by {@link #appending}. */
    private long lastErasure;

    private @Nullable LogFailure failure;

    /**
     * An empty log.
     *
     * @param random draws the id of the store and what backups need; used by one thread at a time
     */
    public HeapLog(RandomGenerator random) {
        this.random = random;
        this.store = StoreId.draw(random);
    }

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
        if (commit.operations().stream().anyMatch(MemoryOp.Erase.class::isInstance)) {
            erasing = erasing == 0 ? commit.sequence() : erasing;
            lastErasure = commit.sequence();
        }
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
        notFromCallback("purge");
        checkOpen();
        notFromChange();
        rewriting.lock();
        try {
            return purged(lastSequence);
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
            return replace(lastSequence, change);
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
            long last = lastSequence;
            List<Commit> all = List.of(Arrays.copyOf(commits, Math.toIntExact(last)));
            return BackupDirectory.write(directory, null, new HeapBackup(store, all, random)::write);
        } finally {
            rewriting.unlock();
        }
    }

    private long purged(long last) {
        long from = erasing;
        if (from == 0 || from > last) {
            return 0;
        }
        Set<MemoryId> erased = new HashSet<>();
        Commit[] all = commits;
        for (int i = (int) from - 1; i < last; i++) {
            all[i].operations().stream()
                    .filter(MemoryOp.Erase.class::isInstance)
                    .forEach(mark -> erased.add(mark.id()));
        }
        long before = operations(last);
        replace(
                last,
                commit -> commit.operations().stream()
                        .filter(operation -> operation instanceof MemoryOp.Erase || !erased.contains(operation.id()))
                        .toList());
        appending.lock();
        try {
            erasing = lastErasure > last ? last + 1 : 0;
        } finally {
            appending.unlock();
        }
        return before - operations(last);
    }

    /** Replaces the commits up to one; the array is copied, so that readers see either all old ones or all new ones. */
    private long replace(long last, Function<Commit, List<MemoryOp>> change) {
        Map<Integer, Commit> changed = new HashMap<>();
        Commit[] all = commits;
        for (int i = 0; i < last; i++) {
            Commit commit = all[i];
            List<MemoryOp> operations = CommitDraft.changed(commit, change);
            if (!operations.equals(commit.operations())) {
                changed.put(i, new Commit(commit.sequence(), commit.recordedAt(), operations));
            }
        }
        appending.lock();
        try {
            Commit[] copy = commits.clone();
            changed.forEach((place, commit) -> copy[place] = commit);
            commits = copy;
        } finally {
            appending.unlock();
        }
        return changed.size();
    }

    private long operations(long last) {
        Commit[] all = commits;
        long operations = 0;
        for (int i = 0; i < last; i++) {
            operations += all[i].operations().size();
        }
        return operations;
    }

    @Override
    public CheckReport check() {
        checkOpen();
        long last = lastSequence;
        return new CheckReport(last, operations(last), 0, List.of());
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
