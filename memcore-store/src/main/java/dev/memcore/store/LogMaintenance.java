package dev.memcore.store;

import dev.memcore.api.MemoryId;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.BackupReport;
import dev.memcore.api.report.CheckReport;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.append.AppendQueue;
import dev.memcore.store.append.GroupCommitter;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.OrphanSegments;
import dev.memcore.store.segment.SegmentForecast;
import dev.memcore.store.segment.SegmentMergePlan;
import dev.memcore.store.tail.LogCursor;
import dev.memcore.store.tail.LogFailure;
import dev.memcore.store.tail.LogTail;
import dev.memcore.store.tail.ReadableLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * The operations on a complete log that run while it grows: rewrite, purge, check and backup. They run on the caller's
 * thread. They take the committer's turn only to seal the growing segment and to replace the manifest.
 *
 * <p>Only one rewrite or purge runs at a time. It waits for running checks and backups, and they wait for it, because
 * it deletes files. Cursors do not wait: if a file is gone, they open the file that replaced it.
 */
final class LogMaintenance {
    private final LogFiles files;
    private final StoreId store;
    private final ReadableLog readable;
    private final GroupCommitter committer;
    private final AppendQueue intake;
    private final long segmentBytes;
    private final ReentrantReadWriteLock using = new ReentrantReadWriteLock(true);

    LogMaintenance(
            LogFiles files,
            StoreId store,
            ReadableLog readable,
            GroupCommitter committer,
            AppendQueue intake,
            long segmentBytes) {
        this.files = files;
        this.store = store;
        this.readable = readable;
        this.committer = committer;
        this.intake = intake;
        this.segmentBytes = segmentBytes;
    }

    /** See {@link SegmentedLog#rewrite}. */
    long rewrite(Function<Commit, List<MemoryOp>> change) {
        return rewriting(() -> {
            long last = readable.lastSequence();
            LogRewrite rewrite = new LogRewrite(files, intake, last, change);
            write(rewrite, last);
            if (!rewrite.written().isEmpty()) {
                swap(rewrite, tail -> tail.swap(rewrite.written()));
            }
            OrphanSegments.delete(files, readable.segments());
            return rewrite.commits();
        });
    }

    /** See {@link SegmentedLog#purge}. */
    long purge() {
        return rewriting(() -> {
            long last = readable.lastSequence();
            long from = committer.between(tail -> tail.manifest().erasing());
            LogRewrite rewrite = new LogRewrite(files, intake, last, remaining(from, last));
            if (from != 0) {
                write(rewrite, last);
                swap(rewrite, tail -> tail.swapPurged(rewrite.written(), last));
            }
            OrphanSegments.delete(files, readable.segments());
            return rewrite.dropped();
        });
    }

    /**
     * Returns what a purge keeps of a commit: all operations except those on memories that are erased by an Erase
     * operation in the commits {@code from} to {@code last}. If {@code from} is 0, there is no such operation.
     */
    private Function<Commit, List<MemoryOp>> remaining(long from, long last) {
        Set<MemoryId> erased = new HashSet<>();
        try (LogCursor marks = cursor(from == 0 ? last + 1 : from, last)) {
            marks.forEachRemaining(commit -> commit.operations().stream()
                    .filter(MemoryOp.Erase.class::isInstance)
                    .forEach(mark -> erased.add(mark.id())));
        }
        return commit -> commit.operations().stream()
                .filter(operation -> operation instanceof MemoryOp.Erase || !erased.contains(operation.id()))
                .toList();
    }

    private LogCursor cursor(long from, long last) {
        return new LogCursor(files, store, readable::segments, from, last);
    }

    private List<SegmentForecast> forecasts(LogRewrite rewrite, long last) {
        try (LogCursor all = cursor(1, last)) {
            return rewrite.forecasts(all, readable.segments());
        }
    }

    private void write(LogRewrite rewrite, long last) throws IOException {
        try {
            for (List<Integer> numbers : SegmentMergePlan.of(forecasts(rewrite, last), segmentBytes)) {
                List<LogSegment> sources = new ArrayList<>();
                for (int number : numbers) {
                    sources.add(sealed(number));
                }
                rewrite.write(sources);
            }
        } catch (IOException | RuntimeException | Error e) {
            rewrite.discard(e);
            throw e;
        }
    }

    /** Returns the segment with a number. If it is the growing segment, first seals it and begins a new one. */
    private LogSegment sealed(int number) throws IOException {
        return committer.between(tail -> {
            if (tail.manifest().last().number() == number) {
                tail.roll();
            }
            return Objects.requireNonNull(tail.manifest().at(number));
        });
    }

    /** A change of the log's manifest. */
    @FunctionalInterface
    private interface Swap {
        void on(LogTail tail) throws IOException;
    }

    private void swap(Swap swap) throws IOException {
        committer.between(tail -> {
            swap.on(tail);
            return tail;
        });
    }

    private void swap(LogRewrite rewrite, Swap swap) throws IOException {
        try {
            swap(swap);
        } catch (IOException e) {
            // If it is unknown which manifest is in force, that manifest may list these files. They are deleted later,
            // once it is known.
            if (committer.between(LogTail::isManifestSure)) {
                rewrite.discard(e);
            }
            throw e;
        }
    }

    /** A rewrite or a purge. Returns the count for the caller. */
    @FunctionalInterface
    private interface Rewriting {
        long run() throws IOException;
    }

    private long rewriting(Rewriting rewriting) {
        notWithin();
        using.writeLock().lock();
        try {
            // The manifest in force must be known, because files that it does not list are overwritten and deleted.
            swap(LogTail::repair);
            return rewriting.run();
        } catch (IOException e) {
            throw LogFailure.rewriting(files.meaning(e), e);
        } finally {
            using.writeLock().unlock();
        }
    }

    /** See {@link SegmentedLog#check}. */
    CheckReport check() {
        using.readLock().lock();
        try {
            return new LogCheck(files, store, readable.state()).report();
        } finally {
            using.readLock().unlock();
        }
    }

    /** See {@link SegmentedLog#backup}. */
    BackupReport backup(LogFiles target) throws IOException {
        using.readLock().lock();
        try {
            return new LogBackup(files, target, intake::closing).write(committer.between(LogTail::snapshot));
        } finally {
            using.readLock().unlock();
        }
    }

    /** Runs an action once no rewrite, purge, check or backup is running. The log must be closing. */
    void atEnd(Runnable action) {
        using.writeLock().lock();
        try {
            action.run();
        } finally {
            using.writeLock().unlock();
        }
    }

    /** Fails if called from within a rewrite, that is, by the function that changes commits. */
    void notWithin() {
        if (using.isWriteLockedByCurrentThread()) {
            throw LogFailure.calledFromChange();
        }
    }
}
