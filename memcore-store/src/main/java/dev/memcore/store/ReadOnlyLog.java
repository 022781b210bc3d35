package dev.memcore.store;

import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.BackupReport;
import dev.memcore.api.report.CheckReport;
import dev.memcore.io.FileThread;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.spi.log.LogStats;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.store.codec.CommitDraft;
import dev.memcore.store.file.DirectoryLock;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.file.OwnedFiles;
import dev.memcore.store.tail.LogCursor;
import dev.memcore.store.tail.LogFailure;
import dev.memcore.store.tail.ReadableLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/** A log on disk that is opened for reading only: see {@link SegmentedLog#openReadOnly}. */
final class ReadOnlyLog implements MemoryLog {
    private final LogFiles files;
    private final FileThread thread;
    private final DirectoryLock lock;
    private final LogRecovery.Verified found;
    private final ReadableLog.State log;
    /** Checks and backups hold the read lock. {@code close} takes the write lock, so it waits for them. */
    private final ReentrantReadWriteLock using = new ReentrantReadWriteLock();

    private volatile boolean closed;

    private ReadOnlyLog(LogFiles files, FileThread thread, DirectoryLock lock, LogRecovery.Verified found) {
        this.files = files;
        this.thread = thread;
        this.lock = lock;
        this.found = found;
        this.log = found.state();
    }

    /** Opens a log over files that the caller has locked. Takes over the lock, and releases it if opening fails. */
    static ReadOnlyLog open(LogFiles bare, DirectoryLock lock, FileThread thread) throws IOException {
        try {
            LogFiles files = new OwnedFiles(bare, thread);
            return new ReadOnlyLog(files, thread, lock, LogRecovery.verify(files, LogRecovery.VERIFY_ALL_BYTES));
        } catch (IOException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    public long lastSequence() {
        checkOpen();
        return log.lastSequence();
    }

    @Override
    public Instant lastRecordedAt() {
        checkOpen();
        return log.lastRecordedAt();
    }

    @Override
    public Commit append(List<MemoryOp> operations, Instant notBefore, Consumer<Commit> durable) {
        throw refused();
    }

    @Override
    public Commit copy(List<MemoryOp> operations, Instant recordedAt, Consumer<Commit> durable) {
        throw refused();
    }

    /** Only checks the argument. Nothing is appended, so the complete history is final. */
    @Override
    public void settle(Instant moment) {
        checkOpen();
        CommitDraft.settled(moment);
    }

    @Override
    public long purge() {
        throw refused();
    }

    @Override
    public long rewrite(Function<Commit, List<MemoryOp>> change) {
        throw refused();
    }

    private RuntimeException refused() {
        checkOpen();
        return LogFailure.readOnly();
    }

    @Override
    public CommitCursor read(long fromSequence) {
        checkOpen();
        CommitDraft.checkFrom(fromSequence);
        return new LogCursor(files, found.manifest().store(), log::segments, fromSequence, log.lastSequence());
    }

    @Override
    public BackupReport backup(Path directory) {
        using.readLock().lock();
        try {
            checkOpen();
            return BackupDirectory.write(
                    directory,
                    lock.directory(),
                    target -> new LogBackup(files, target, () -> closed).write(found.snapshot()));
        } finally {
            using.readLock().unlock();
        }
    }

    @Override
    public CheckReport check() {
        using.readLock().lock();
        try {
            checkOpen();
            return new LogCheck(files, found.manifest().store(), log).report();
        } finally {
            using.readLock().unlock();
        }
    }

    @Override
    public LogStats stats() {
        checkOpen();
        return new LogStats(log.bytes(), log.segments().size(), found.tornBytes());
    }

    @Override
    public void close() {
        closed = true;
        using.writeLock().lock();
        try (thread) {
            thread.run(lock::close);
        } catch (IOException e) {
            throw LogFailure.reading(e);
        } finally {
            using.writeLock().unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw LogFailure.closed();
        }
    }
}
