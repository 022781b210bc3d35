package dev.memcore.store;

import dev.memcore.api.config.Durability;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.health.HealthCause;
import dev.memcore.api.health.HealthProblem;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.BackupReport;
import dev.memcore.api.report.CheckReport;
import dev.memcore.io.FileThread;
import dev.memcore.io.OwnedThread;
import dev.memcore.io.StorageFailure;
import dev.memcore.io.Uninterruptibly;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.spi.log.LogStats;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.store.append.AppendQueue;
import dev.memcore.store.append.GroupCommitter;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.codec.CommitDraft;
import dev.memcore.store.file.DirectoryLock;
import dev.memcore.store.file.DiskFiles;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.file.OwnedFiles;
import dev.memcore.store.segment.Manifest;
import dev.memcore.store.segment.RecoveredLog;
import dev.memcore.store.tail.LogCursor;
import dev.memcore.store.tail.LogFailure;
import dev.memcore.store.tail.LogTail;
import dev.memcore.store.tail.PendingAppend;
import dev.memcore.store.tail.ReadableLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A log in the files of one directory. It stores checksummed frames in a chain of segments. One thread writes, and
 * syncs all waiting commits at once.
 *
 * <ul>
 * <li><b>Durability.</b> With {@link Durability#SYNCED}, an acknowledged commit is on the device. With
 * {@link Durability#BUFFERED}, the operating system has it, and it is synced within the interval stated there.
 * <li><b>Damage.</b> Written data are either read back unchanged or reported as damaged. docs/reference/format.md lists
 * the limits of detection.
 * <li><b>Threads.</b> The log has two threads from {@code open} to {@code close}. {@code memcore-log} writes, and runs
 * the callbacks. {@code memcore-files} reads, and does all other file operations. A calling thread accesses no files.
 * <li><b>Callbacks.</b> If a callback throws, the log accepts no more commits: its append and all waiting and later
 * appends fail with {@link ErrorCode#COMPONENT_FAILED}. The commit itself is durable, and exists after the next
 * opening.
 * <li><b>Reading.</b> A cursor keeps a file open, and still works after the log is closed.
 * <li><b>Failed writes.</b> A commit that cannot be written is rejected with {@link ErrorCode#STORAGE_FULL},
 * {@link ErrorCode#STORAGE_READ_ONLY} or {@link ErrorCode#IO_FAILED}, and cut from the file. The next commit is tried
 * again. If a sync fails for another reason than a full or read-only device, the state of the device is unknown. The
 * log then rejects all commits until it is opened again. A rejected commit that could not be cut before the process
 * ended may exist after the next opening.
 * <li><b>Rewriting.</b> {@link #rewrite} and {@link #purge} run on the caller's thread, one at a time. They wait for
 * running checks and backups. If they fail, the log continues unchanged, except after a failed sync. Neighbouring
 * segments with little content are merged into one file. So the number of files also depends on how much content is
 * kept.
 * <li><b>Erasure.</b> A purge that was interrupted, or not called yet, is completed when the log is opened. If the
 * device is full then, the next call of {@link #purge} completes it.
 * <li><b>Size.</b> The encoded size of a commit is at most 64 MiB. Larger commits fail with
 * {@link ErrorCode#LIMIT_EXCEEDED}.
 * </ul>
 */
public final class SegmentedLog implements MemoryLog {
    // This class is one file because it keeps one invariant: the life cycle of the log. It owns the lock and both
    // threads from opening to closing. Every public method first checks that the log is open, and that no callback of
    // the log calls it. The mechanisms are in LogRecovery, GroupCommitter and LogMaintenance.

    /** The default size of a segment, in bytes. */
    public static final long SEGMENT_BYTES = 64L << 20;

    private static final long MIN_SEGMENT_BYTES = 256;
    private static final long MAX_SEGMENT_BYTES = 1L << 30;
    private static final String FILES_THREAD = "memcore-files";

    private final LogFiles files;
    private final StoreId store;
    private final long tornBytes;
    private final ReadableLog readable;
    private final GroupCommitter committer;
    private final AppendQueue intake;
    private final LogMaintenance maintenance;
    private final Thread thread;
    private final FileThread fileThread;
    private final Closeable lock;
    private final AtomicBoolean closeReported = new AtomicBoolean();

    /**
     * The write options of a log.
     *
     * @param durability when an append is acknowledged
     * @param segmentBytes the size at which a segment is sealed, 256 B to 1 GiB; a larger commit gets a segment of its
     *     own
     * @param random draws the id of a new store, and the salts of digests; should be unpredictable
     */
    public record Options(Durability durability, long segmentBytes, RandomGenerator random) {
        /**
         * Checks the arguments.
         *
         * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if one is null, or the size is out of range
         */
        public Options {
            if (durability == null || random == null) {
                throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, "durability and random must not be null");
            }
            if (segmentBytes < MIN_SEGMENT_BYTES || segmentBytes > MAX_SEGMENT_BYTES) {
                throw MemoryException.of(
                        ErrorCode.INVALID_ARGUMENT,
                        "segmentBytes must lie in [" + MIN_SEGMENT_BYTES + ", " + MAX_SEGMENT_BYTES + "], but is "
                                + segmentBytes);
            }
        }

        /** Returns options for synced writes and segments of 64 MiB. */
        public static Options of(RandomGenerator random) {
            return new Options(Durability.SYNCED, SEGMENT_BYTES, random);
        }

        /** Returns these options with another durability. */
        public Options withDurability(Durability durability) {
            return new Options(durability, segmentBytes, random);
        }

        /** Returns these options with another segment size. */
        public Options withSegmentBytes(long segmentBytes) {
            return new Options(durability, segmentBytes, random);
        }
    }

    private SegmentedLog(LogFiles files, Options options, RecoveredLog from, Closeable lock, FileThread fileThread) {
        this.files = files;
        this.lock = lock;
        this.fileThread = fileThread;
        this.store = from.manifest().store();
        this.tornBytes = from.tornBytes();
        this.readable = new ReadableLog(new ReadableLog.State(
                from.lastSequence(),
                from.lastMoment(),
                from.manifest().segments(),
                from.sealedBytes() + from.file().length()));
        LogTail tail = new LogTail(files, options.segmentBytes(), options.random(), readable, from);
        this.intake = new AppendQueue();
        this.committer = new GroupCommitter(tail, readable, options.durability(), intake);
        this.maintenance = new LogMaintenance(files, store, readable, committer, intake, options.segmentBytes());
        this.thread = new OwnedThread(committer, "memcore-log");
        intake.consumer(thread);
    }

    /**
     * Opens the log in a directory. Creates the directory and the log if they do not exist. Verifies all segments if
     * the sealed ones have up to 1 GiB in total; otherwise the last segment, and the size and header of the others.
     * O(bytes verified).
     *
     * <p>Fails with {@link ErrorCode#LOCKED} if the directory is already open; {@link ErrorCode#FOREIGN_FILE} if it
     * holds files of another origin where those of the log should be; {@link ErrorCode#FORMAT_NEWER};
     * {@link ErrorCode#LOG_DAMAGED} or {@link ErrorCode#LOG_TRUNCATED} with file and offset;
     * {@link ErrorCode#STORAGE_READ_ONLY}; {@link ErrorCode#STORAGE_FULL} if a new log cannot be created;
     * {@link ErrorCode#IO_FAILED}. An existing log can be opened on a full device.
     */
    public static SegmentedLog open(Path directory, Options options) {
        requireNoFile(directory);
        FileThread thread = new FileThread(FILES_THREAD);
        try {
            return opened(thread, () -> {
                DiskFiles.createDirectories(directory);
                DirectoryLock lock = DirectoryLock.take(directory);
                return open(new DiskFiles(directory), options, LogRecovery.VERIFY_ALL_BYTES, lock, thread);
            });
        } catch (IOException e) {
            throw notOpened(directory, e);
        }
    }

    /**
     * Opens the log in a directory for reading only. Writes nothing to the directory, not even a lock file, so
     * read-only media work. Reads the commits up to an interrupted write, and leaves the rest of that write in place.
     * Verifies the log as {@link #open} does. Any number of such logs can be open on a directory at once.
     *
     * <p>Fails with {@link ErrorCode#LOCKED} if the directory is open for writing; {@link ErrorCode#INVALID_ARGUMENT}
     * if there is no log; otherwise as {@link #open} does.
     */
    public static MemoryLog openReadOnly(Path directory) {
        requireNoFile(directory);
        if (!Files.exists(directory)) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    directory + " does not exist; a store that is opened read-only must exist");
        }
        FileThread thread = new FileThread(FILES_THREAD);
        try {
            return opened(thread, () -> {
                DirectoryLock lock = DirectoryLock.takeShared(directory);
                return ReadOnlyLog.open(new DiskFiles(directory), lock, thread);
            });
        } catch (IOException e) {
            throw notOpened(directory, e);
        }
    }

    private static void requireNoFile(Path directory) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT, directory + " is a file; a store needs a directory of its own");
        }
    }

    private static MemoryException notOpened(Path directory, IOException cause) {
        Path device = Files.exists(directory) ? directory : null;
        return LogFailure.opening(StorageFailure.code(cause, device), directory, cause);
    }

    /** Runs an opening on a file thread. If the opening fails, closes the thread; otherwise the opened log owns it. */
    private static <T> T opened(FileThread thread, FileThread.Operation<T> opening) throws IOException {
        try {
            return thread.call(opening);
        } catch (IOException | RuntimeException | Error e) {
            thread.close();
            throw e;
        }
    }

    /**
     * Reads the intact commits of a log that can no longer be opened. Changes nothing. O(size), with one segment in
     * memory.
     *
     * @param directory a store's directory; fails with {@link ErrorCode#LOCKED} if it is open
     * @param found called with each intact commit, in the order of their sequences, which may have gaps
     * @return the number of commits found, and the places where something is missing
     */
    public static CheckReport salvage(Path directory, Consumer<Commit> found) {
        try (FileThread thread = new FileThread(FILES_THREAD)) {
            DirectoryLock lock = thread.call(() -> DirectoryLock.takeShared(directory));
            try {
                return new LogSalvage(new OwnedFiles(new DiskFiles(directory), thread), found).salvage();
            } finally {
                thread.run(lock::close);
            }
        } catch (IOException e) {
            throw LogFailure.reading(e);
        }
    }

    /** Opens a log over files that the caller has locked. Takes over the lock, and releases it if opening fails. */
    static SegmentedLog open(LogFiles files, Options options, long verifyAllBytes, Closeable lock) throws IOException {
        FileThread thread = new FileThread(FILES_THREAD);
        return opened(thread, () -> open(files, options, verifyAllBytes, lock, thread));
    }

    private static SegmentedLog open(
            LogFiles bare, Options options, long verifyAllBytes, Closeable lock, FileThread thread) throws IOException {
        try {
            LogFiles files = new OwnedFiles(bare, thread);
            RecoveredLog recovered = LogRecovery.open(files, options.random(), verifyAllBytes);
            SegmentedLog log = new SegmentedLog(files, options, recovered, lock, thread);
            log.thread.start();
            log.completePurge(recovered.manifest());
            return log;
        } catch (IOException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Completes a purge that was pending when the log was last closed or its process ended, unless the device is full.
     */
    private void completePurge(Manifest manifest) {
        if (manifest.erasing() != 0) {
            try {
                maintenance.purge();
            } catch (RuntimeException | Error e) {
                if (!(e instanceof MemoryException refused) || refused.code() != ErrorCode.STORAGE_FULL) {
                    closeAfter(e);
                    throw e;
                }
            }
        }
    }

    private void closeAfter(Throwable failed) {
        try {
            close();
        } catch (MemoryException e) {
            failed.addSuppressed(e);
        }
    }

    @Override
    public long lastSequence() {
        checkOpen();
        return readable.lastSequence();
    }

    @Override
    public Instant lastRecordedAt() {
        checkOpen();
        return readable.state().lastRecordedAt();
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
        committer.settle(CommitDraft.settled(moment));
    }

    /** Appends a commit whose arguments were checked. */
    Commit append(CommitDraft draft) {
        return committer.append(PendingAppend.of(draft, store));
    }

    @Override
    public CommitCursor read(long fromSequence) {
        checkOpen();
        CommitDraft.checkFrom(fromSequence);
        long last = readable.lastSequence();
        return new LogCursor(files, store, readable::segments, fromSequence, last);
    }

    @Override
    public long purge() {
        notFromCallback("purge");
        checkOpen();
        return maintenance.purge();
    }

    @Override
    public long rewrite(Function<Commit, List<MemoryOp>> change) {
        notFromCallback("rewrite");
        checkOpen();
        CommitDraft.checkChange(change);
        return maintenance.rewrite(change);
    }

    @Override
    public BackupReport backup(Path directory) {
        notFromCallback("backup");
        checkOpen();
        Path own = lock instanceof DirectoryLock held ? held.directory() : null;
        return BackupDirectory.write(directory, own, this::backup);
    }

    /** Writes a backup into files that the caller has locked. */
    BackupReport backup(LogFiles target) throws IOException {
        return maintenance.backup(target);
    }

    @Override
    public CheckReport check() {
        notFromCallback("check");
        checkOpen();
        return maintenance.check();
    }

    @Override
    public List<HealthProblem> problems() {
        LogFailure failure = committer.failure();
        return failure == null
                ? List.of()
                : List.of(new HealthProblem(
                        HealthCause.LOG_FAILED,
                        "the log takes no more commits since it failed with "
                                + failure.cause().getClass().getName()));
    }

    @Override
    public LogStats stats() {
        checkOpen();
        ReadableLog.State now = readable.state();
        return new LogStats(now.bytes(), now.segments().size(), tornBytes);
    }

    /**
     * Writes and syncs the waiting commits, and releases the directory. Fails once if acknowledged commits cannot be
     * synced, which happens only with {@link Durability#BUFFERED}. The log is closed even then.
     */
    @Override
    public void close() {
        notFromCallback("close");
        maintenance.notWithin();
        intake.close();
        maintenance.atEnd(() -> Uninterruptibly.await(thread::join));
        try (fileThread) {
            fileThread.run(lock::close);
        } catch (IOException e) {
            throw LogFailure.ofWriting(e).exception();
        }
        LogFailure failure = committer.closeFailure();
        if (failure != null && closeReported.compareAndSet(false, true)) {
            throw failure.exception();
        }
    }

    private void checkOpen() {
        if (intake.closing()) {
            throw LogFailure.closed();
        }
    }

    private void notFromCallback(String method) {
        if (Thread.currentThread().equals(thread)) {
            throw LogFailure.calledFromCallback(method);
        }
    }
}
