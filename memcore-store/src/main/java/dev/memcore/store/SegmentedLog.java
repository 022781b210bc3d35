package dev.memcore.store;

import dev.memcore.api.config.Durability;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
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
 * A log in the files of one directory: checksummed frames in a chain of segments, written by one thread that syncs all
 * waiting commits at once.
 *
 * <ul>
 * <li><b>Durability.</b> With {@link Durability#SYNCED}, an acknowledged commit is on the device. With {@link
 * Durability#BUFFERED} it is with the operating system, and synced within the interval stated there.
 * <li><b>Damage.</b> Written data are either read back unchanged, or reported as damaged; docs/reference/format.md
 * lists the limits of detection.
 * <li><b>Threads.</b> Two, from {@code open} to {@code close}: {@code memcore-log} writes, and callbacks run on it;
 * {@code memcore-files} reads and does all other file operations. A calling thread accesses no files.
 * <li><b>Callbacks.</b> A callback that throws closes the log to writing: its append, and all waiting and later ones,
 * fail with {@link ErrorCode#COMPONENT_FAILED}; the commit itself is durable, and there after the next opening.
 * <li><b>Reading.</b> A cursor keeps a file open, and works on after the log is closed.
 * <li><b>Failed writes.</b> If a commit cannot be written, it is rejected with {@link ErrorCode#STORAGE_FULL}, {@link
 * ErrorCode#STORAGE_READ_ONLY} or {@link ErrorCode#IO_FAILED}, and cut from the file; the next commit is tried again.
 * If a sync fails for another reason than a full or read-only device, the state of the device is unknown: the log
 * rejects all commits until it is opened again. A rejected commit that could not be cut before the process ended may be
 * there after the next opening.
 * <li><b>Rewriting.</b> {@link #rewrite} and {@link #purge} run on the caller's thread, one at a time; they wait for
 * checks and backups that are running. If they fail, the log goes on as it was, with the exception of a failed sync.
 * Neighbours of which little is left become one file; so the number of files, too, depends on what is kept.
 * <li><b>Erasure.</b> A purge that was interrupted, or not yet called, is carried out when the log is opened; if the
 * device is full then, by the next call of {@link #purge}.
 * <li><b>Size.</b> A commit's encoded size is at most 64 MiB; larger ones fail with {@link ErrorCode#LIMIT_EXCEEDED}.
 * </ul>
 */
public final class SegmentedLog implements MemoryLog {
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
     * @param random draws the id of a store when it is created, and salts of digests; better not to be guessed
     */
    public record Options(Durability durability, long segmentBytes, RandomGenerator random) {
        /** Checks the size. */
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
        this.readable = new ReadableLog(ReadableLog.State.opened(
                files,
                from.manifest(),
                from.lastSequence(),
                from.sealedBytes() + from.file().length()));
        LogTail tail = new LogTail(files, options.segmentBytes(), options.random(), readable, from);
        this.intake = new AppendQueue();
        this.committer = new GroupCommitter(tail, readable, options.durability(), intake);
        this.maintenance = new LogMaintenance(files, store, readable, committer, intake, options.segmentBytes());
        this.thread = new OwnedThread(committer, "memcore-log");
        intake.consumer(thread);
    }

    /**
     * Opens the log of a directory; creates both where they are missing. Verifies what is there: all of it up to 1 GiB,
     * beyond that the last segment and the chain. O(bytes verified).
     *
     * <p>Fails with {@link ErrorCode#LOCKED} if the directory is open already, {@link ErrorCode#FOREIGN_FILE} if it holds
     * files that are not this log's where the log's should be, {@link ErrorCode#FORMAT_NEWER}, {@link
     * ErrorCode#LOG_DAMAGED} or {@link ErrorCode#LOG_TRUNCATED} with file and offset, {@link ErrorCode#STORAGE_READ_ONLY},
     * {@link ErrorCode#STORAGE_FULL} if a new log cannot be made, {@link ErrorCode#IO_FAILED}. A log that is there can be
     * opened on a full device.
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
     * Opens the log of a directory for reading only. Writes nothing there, not even a lock file, so it works on
     * read-only media. Commits up to a write that was interrupted are read; what it left stays. Verifies like {@link
     * #open}. Any number of such logs may be open on a directory at once.
     *
     * <p>Fails with {@link ErrorCode#LOCKED} if the directory is open for writing; {@link ErrorCode#INVALID_ARGUMENT}
     * if there is no log; otherwise like {@link #open}.
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

    /** Opens something on a thread, which ends with it; or at once, if that fails. */
    private static <T> T opened(FileThread thread, FileThread.Operation<T> opening) throws IOException {
        try {
            return thread.call(opening);
        } catch (IOException | RuntimeException | Error e) {
            thread.close();
            throw e;
        }
    }

    /**
     * Reads the intact commits of a log that cannot be opened any more; changes nothing. O(size), and a segment in memory.
     *
     * @param directory a store's directory; fails with {@link ErrorCode#LOCKED} if it is open
     * @param found called with each intact commit, in the order of their sequences, which may have gaps
     * @return how much was found, and where something is missing
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

    /** Opens a log over files that somebody else has locked; takes over the lock, whatever the outcome. */
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

    /** Carries out what was being erased when the log was closed or left, unless the device is full. */
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

    /** Appends a commit that was checked. */
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

    /** Writes a backup into files that somebody else has locked. */
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
    public LogStats stats() {
        checkOpen();
        ReadableLog.State now = readable.state();
        return new LogStats(now.bytes(), now.segments().size(), tornBytes);
    }

    /**
     * Writes and syncs what waits, and releases the directory. Fails once if commits that were acknowledged cannot be synced,
     * which happens with {@link Durability#BUFFERED} alone; the log is closed all the same.
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
