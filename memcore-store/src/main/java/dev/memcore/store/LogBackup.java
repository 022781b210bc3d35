package dev.memcore.store;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.BackupReport;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.file.DirectoryLock;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.Manifest;
import dev.memcore.store.segment.ManifestFile;
import dev.memcore.store.segment.OrphanSegments;
import dev.memcore.store.segment.SegmentCopy;
import dev.memcore.store.tail.LogFailure;
import dev.memcore.store.tail.LogTail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a backup of a log up to date. First it writes the segments that the backup lacks into files of a new
 * generation, which the old manifest of the backup does not list. Then it replaces that manifest. Last, it deletes the
 * files that the new manifest does not list. So the backup can be opened after each step: either as the earlier backup
 * or as the new one.
 */
final class LogBackup {
    private static final Set<String> OURS =
            Set.of(DirectoryLock.FILE, Manifest.FILE, ManifestFile.NEXT, LogSegment.DIRECTORY);

    private final LogFiles to;
    private final BooleanSupplier closing;
    /** The files that were written and that no manifest lists yet. */
    private final List<String> unlisted = new ArrayList<>();

    private final SegmentCopy copy;
    private int copiedFiles;
    private long copiedBytes;

    /**
     * Creates a backup.
     *
     * @param closing the backup is aborted once this returns true
     */
    LogBackup(LogFiles from, LogFiles to, BooleanSupplier closing) {
        this.to = to;
        this.closing = closing;
        this.copy = new SegmentCopy(from, to);
    }

    BackupReport write(LogTail.Snapshot log) throws IOException {
        checkTarget(to);
        Manifest before = begun(log.manifest().store());
        if (before.synced() > log.lastSequence()) {
            throw MemoryException.of(
                    ErrorCode.CONFLICT,
                    "the backup ends with commit " + before.synced() + ", the log with " + log.lastSequence()
                            + ": it has commits of its own; back up into another directory");
        }
        List<LogSegment> segments = copied(log, before);
        Manifest after = new Manifest(
                before.store(), segments, log.lastSequence(), log.manifest().erasing());
        ManifestFile.replace(to, after);
        OrphanSegments.delete(to, after.segments());
        return new BackupReport(log.lastSequence(), copiedFiles, copiedBytes, removed(before, after));
    }

    /** Copies all segments. If a copy fails, deletes the earlier copies, because they may be what filled the device. */
    private List<LogSegment> copied(LogTail.Snapshot log, Manifest before) throws IOException {
        List<LogSegment> segments = new ArrayList<>();
        try {
            for (LogSegment segment : log.manifest().segments()) {
                segments.add(copied(segment, before.at(segment.number()), log));
            }
            return segments;
        } catch (IOException | RuntimeException | Error e) {
            for (String file : unlisted) {
                discard(file, e);
            }
            throw e;
        }
    }

    private void discard(String file, Throwable because) {
        try {
            to.delete(file);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** Fails if the target holds files that a backup does not write. */
    static void checkTarget(LogFiles to) throws IOException {
        for (String name : to.list("")) {
            if (!OURS.contains(name)) {
                throw foreign(name, "the directory holds something else; back up into one of its own");
            }
        }
        for (String name : to.list(LogSegment.DIRECTORY)) {
            if (LogSegment.place(name) == null) {
                throw foreign(LogSegment.DIRECTORY + "/" + name, "it is not a segment of a log");
            }
        }
    }

    /** Returns the manifest of the earlier backup. If there is none, begins a log without commits. */
    private Manifest begun(StoreId store) throws IOException {
        if (!to.exists(Manifest.FILE)) {
            LogRecovery.begin(to, store);
        }
        Manifest before = ManifestFile.read(to);
        if (!before.store().equals(store)) {
            throw foreign(Manifest.FILE, "it belongs to another store, " + before.store());
        }
        return before;
    }

    private LogSegment copied(LogSegment segment, @Nullable LogSegment there, LogTail.Snapshot log) throws IOException {
        if (closing.getAsBoolean()) {
            throw LogFailure.closed();
        }
        LogSegment.Seal seal = segment.seal();
        if (there != null && seal != null && seal.equals(there.seal()) && whole(there, seal)) {
            return there;
        }
        LogSegment target = segment.withGeneration(there == null ? 1 : there.generation() + 1);
        long bytes = seal == null ? log.growingBytes() : seal.bytes();
        unlisted.add(target.file());
        SegmentCopy.Written written = copy.exact(segment, bytes, target.file());
        if (seal != null) {
            segment.checkSeal(written.lastSequence(), written.digest());
        }
        copiedFiles++;
        copiedBytes += written.bytes();
        return target;
    }

    private boolean whole(LogSegment there, LogSegment.Seal seal) throws IOException {
        return to.exists(there.file()) && to.size(there.file()) == seal.bytes();
    }

    private static int removed(Manifest before, Manifest after) {
        return (int) before.sealed().stream()
                .filter(segment -> !after.segments().contains(segment))
                .count();
    }

    private static LogDamagedException foreign(String file, String message) {
        return new LogDamagedException(ErrorCode.FOREIGN_FILE, file, 0, message, null);
    }
}
