package dev.memcore.store;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sole right to a store's directory: against other processes by a lock on its file LOCK, against this process by a
 * table of real paths (a process may take the same file lock twice, and loses it when any stream on the file is closed).
 */
final class DirectoryLock implements Closeable {
    static final String FILE = "LOCK";

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private @Nullable FileChannel channel;

    private DirectoryLock(Path directory) {
        this.directory = directory;
    }

    /** Takes the lock of an existing directory, or fails at once with {@link ErrorCode#LOCKED}. */
    static DirectoryLock take(Path directory) throws IOException {
        DirectoryLock lock = new DirectoryLock(directory.toRealPath());
        if (!HELD.add(lock.directory)) {
            throw locked(directory, "this process");
        }
        boolean taken = false;
        try {
            Uninterrupted.io(lock::lockFile);
            taken = true;
            return lock;
        } finally {
            if (!taken) {
                HELD.remove(lock.directory);
            }
        }
    }

    /** What is locked, as a real path. */
    Path directory() {
        return directory;
    }

    private void lockFile() throws IOException {
        FileChannel opened = FileChannel.open(
                directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = opened.tryLock();
            if (lock == null) {
                throw locked(directory, "another process");
            }
            channel = opened;
        } catch (OverlappingFileLockException e) {
            throw locked(directory, "this process");
        } finally {
            if (channel == null) {
                opened.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(directory);
        }
    }

    private static MemoryException locked(Path directory, String by) {
        return new MemoryException(
                ErrorCode.LOCKED, directory + " is open in " + by + "; close it there, or open another directory");
    }
}
