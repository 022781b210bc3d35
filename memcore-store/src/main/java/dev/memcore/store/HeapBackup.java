package dev.memcore.store;

import dev.memcore.api.BackupReport;
import dev.memcore.api.Durability;
import dev.memcore.api.ErrorCode;
import dev.memcore.api.LogDamagedException;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryOp;
import dev.memcore.spi.Commit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Writes a log in memory into a directory, as a log on disk: what it holds is rewritten where it differs, then continued. */
final class HeapBackup {
    private final StoreId store;
    private final List<Commit> commits;
    private final RandomGenerator random;

    HeapBackup(StoreId store, List<Commit> commits, RandomGenerator random) {
        this.store = store;
        this.commits = commits;
        this.random = random;
    }

    BackupReport write(LogFiles files) throws IOException {
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
        if (log.lastSequence() > commits.size()) {
            throw new MemoryException(
                    ErrorCode.CONFLICT,
                    "the backup ends with commit " + log.lastSequence() + ", the log with " + commits.size()
                            + ": it went on by itself; back up into another directory");
        }
        log.rewrite(commit -> operations(commit.sequence()));
        for (Commit commit : commits.subList((int) log.lastSequence(), commits.size())) {
            log.append(new CommitDraft(commit.operations(), commit.recordedAt(), appended -> {}));
        }
        log.purge();
    }

    private List<MemoryOp> operations(long sequence) {
        return commits.get((int) sequence - 1).operations();
    }

    private static Map<String, Long> sizes(LogFiles files) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        for (String name : files.list(Segment.DIRECTORY)) {
            sizes.put(name, files.size(Segment.DIRECTORY + "/" + name));
        }
        return sizes;
    }

    private BackupReport report(Map<String, Long> before, Map<String, Long> after) {
        int removed = (int) before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .count();
        after.entrySet().removeIf(file -> file.getValue().equals(before.get(file.getKey())));
        long bytes = after.values().stream().mapToLong(size -> size).sum();
        return new BackupReport(commits.size(), after.size(), bytes, removed);
    }
}
