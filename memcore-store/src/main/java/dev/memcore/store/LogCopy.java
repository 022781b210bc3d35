package dev.memcore.store;

import dev.memcore.api.config.Durability;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.BackupReport;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.codec.CommitDraft;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.Manifest;
import dev.memcore.store.segment.ManifestFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * Copies a log that is not on disk into a directory, as a {@link SegmentedLog}. If the directory holds an earlier copy
 * of the same log, only the differences are written.
 */
public final class LogCopy {
    private final StoreId store;
    private final long last;
    private final LongFunction<CommitCursor> reader;
    private final RandomGenerator random;

    private LogCopy(StoreId store, long last, LongFunction<CommitCursor> reader, RandomGenerator random) {
        this.store = store;
        this.last = last;
        this.reader = reader;
        this.random = random;
    }

    /**
     * Writes the copy. Returns when it is on the device.
     *
     * @param directory the directory of the copy, which must hold nothing else; created if it does not exist
     * @param store the id of the store, as 32 hexadecimal digits
     * @param last the sequence of the last commit
     * @param reader opens a cursor at a sequence; every call must read the same commits
     * @param random draws the salts of the new files
     * @throws MemoryException {@link ErrorCode#CONFLICT} if the directory holds commits beyond {@code last};
     *     {@link ErrorCode#FOREIGN_FILE} if it belongs to another store; {@link ErrorCode#IO_FAILED} or
     *     {@link ErrorCode#STORAGE_FULL} if the device rejects a write
     */
    public static BackupReport write(
            Path directory, String store, long last, LongFunction<CommitCursor> reader, RandomGenerator random) {
        return BackupDirectory.write(directory, null, new LogCopy(StoreId.parse(store), last, reader, random)::write);
    }

    private BackupReport write(LogFiles files) throws IOException {
        LogBackup.checkTarget(files);
        if (!files.exists(Manifest.FILE)) {
            LogRecovery.begin(files, store);
        } else if (!ManifestFile.read(files).store().equals(store)) {
            throw new LogDamagedException(
                    ErrorCode.FOREIGN_FILE, Manifest.FILE, 0, "it belongs to another store", null);
        }
        Map<String, Long> before = sizes(files);
        SegmentedLog.Options options = SegmentedLog.Options.of(random).withDurability(Durability.BUFFERED);
        try (SegmentedLog log = SegmentedLog.open(files, options, LogRecovery.VERIFY_ALL_BYTES, () -> {})) {
            bringUpToDate(log);
        }
        return report(before, sizes(files));
    }

    private void bringUpToDate(SegmentedLog log) {
        if (log.lastSequence() > last) {
            throw MemoryException.of(
                    ErrorCode.CONFLICT,
                    "the backup ends with commit " + log.lastSequence() + ", the log with " + last
                            + ": it has commits of its own; back up into another directory");
        }
        try (CommitCursor commits = reader.apply(log.lastSequence() + 1)) {
            commits.forEachRemaining(commit ->
                    log.append(new CommitDraft(commit.operations(), commit.recordedAt(), true, appended -> {})));
        }
        // Also joins the empty commits that were just appended into runs.
        log.rewrite(commit -> at(commit.sequence()).operations());
        log.purge();
    }

    private Commit at(long sequence) {
        try (CommitCursor commits = reader.apply(sequence)) {
            return commits.next();
        }
    }

    private static Map<String, Long> sizes(LogFiles files) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        for (String name : files.list(LogSegment.DIRECTORY)) {
            sizes.put(name, files.size(LogSegment.DIRECTORY + "/" + name));
        }
        return sizes;
    }

    private BackupReport report(Map<String, Long> before, Map<String, Long> after) {
        int removed = (int) before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .count();
        after.entrySet().removeIf(file -> file.getValue().equals(before.get(file.getKey())));
        long bytes = after.values().stream().mapToLong(size -> size).sum();
        return new BackupReport(last, after.size(), bytes, removed);
    }
}
