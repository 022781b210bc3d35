package dev.memcore.store;

import dev.memcore.api.BackupReport;
import dev.memcore.api.Durability;
import dev.memcore.api.ErrorCode;
import dev.memcore.api.LogDamagedException;
import dev.memcore.api.MemoryException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Writes a log in memory into a directory, as a log on disk: what it holds is rewritten where it differs, then continued. */
final class HeapBackup {
    private final StoreId store;
    private final HeapCommits commits;
    private final RandomGenerator random;

    HeapBackup(StoreId store, HeapCommits commits, RandomGenerator random) {
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
        if (log.lastSequence() > commits.last()) {
            throw MemoryException.of(
                    ErrorCode.CONFLICT,
                    "the backup ends with commit " + log.lastSequence() + ", the log with " + commits.last()
                            + ": it went on by itself; back up into another directory");
        }
        commits.cursor(log.lastSequence() + 1)
                .forEachRemaining(commit ->
                        log.append(new CommitDraft(commit.operations(), commit.recordedAt(), true, appended -> {})));
        // Also makes runs of the commits just appended of which nothing is left.
        log.rewrite(commit -> commits.at(commit.sequence()).operations());
        log.purge();
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
        return new BackupReport(commits.last(), after.size(), bytes, removed);
    }
}
