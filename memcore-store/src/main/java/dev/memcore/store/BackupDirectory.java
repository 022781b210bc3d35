package dev.memcore.store;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.BackupReport;
import dev.memcore.io.FileThread;
import dev.memcore.io.StorageFailure;
import dev.memcore.store.file.DirectoryLock;
import dev.memcore.store.file.DiskFiles;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.file.OwnedFiles;
import dev.memcore.store.tail.LogFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The target directory of a backup. It is created if it does not exist, and locked while the backup is written. */
final class BackupDirectory {
    private BackupDirectory() {}

    /** Writes the files of a backup into the locked directory. */
    @FunctionalInterface
    interface Writer {
        BackupReport write(LogFiles target) throws IOException;
    }

    /**
     * Creates and locks a directory, and writes a backup into it.
     *
     * @param own the directory of the log itself, or null if the log has none; a backup in it or below it is rejected
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the directory is null, is a file, or is in the
     *     log's own directory
     */
    static BackupReport write(@Nullable Path directory, @Nullable Path own, Writer writer) {
        if (directory == null) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, "directory must not be null");
        }
        try (FileThread thread = new FileThread("memcore-backup")) {
            check(directory, own);
            DirectoryLock lock = thread.call(() -> {
                DiskFiles.createDirectories(directory);
                return DirectoryLock.take(directory);
            });
            try {
                return writer.write(new OwnedFiles(new DiskFiles(directory), thread));
            } finally {
                thread.run(lock::close);
            }
        } catch (IOException e) {
            throw LogFailure.backup(StorageFailure.code(e, Files.exists(directory) ? directory : null), e);
        }
    }

    private static void check(Path directory, @Nullable Path own) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT, directory + " is a file; a backup needs a directory of its own");
        }
        Path existing = directory.toAbsolutePath().normalize();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (own != null && existing.toRealPath().startsWith(own)) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT, directory + " is in the store itself; back up into another directory");
        }
    }
}
