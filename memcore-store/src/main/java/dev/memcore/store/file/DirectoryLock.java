package dev.memcore.store.file;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.io.FileWorker;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a store's directory, either exclusive or shared by readers. It keeps out other processes by a lock on the
 * file LOCK. It keeps out other users in this process by a table of real paths: a process could take the same file lock
 * twice, and would lose it when any stream on the file is closed.
 */
public final class DirectoryLock implements Closeable {
    public static final String FILE = "LOCK";

    private static final ReentrantLock TABLE = new ReentrantLock();
    private static final Map<Path, Held> HELD = new HashMap<>(); // guarded by TABLE

    private final Path directory;
    private final Held held;
    private boolean closed; // guarded by TABLE

    /** The lock of this process on one directory. */
    private static final class Held {
        private final boolean shared;
        private final @Nullable FileChannel channel;
        private int holders;

        Held(boolean shared, @Nullable FileChannel channel) {
            this.shared = shared;
            this.channel = channel;
        }
    }

    private DirectoryLock(Path directory, Held held) {
        this.directory = directory;
        this.held = held;
    }

    /**
     * Takes the exclusive lock of an existing directory. Fails at once with {@link ErrorCode#LOCKED} if it is in use.
     */
    public static DirectoryLock take(Path directory) throws IOException {
        return take(directory, false);
    }

    /**
     * Takes a shared lock of an existing directory. Fails at once with {@link ErrorCode#LOCKED} if the directory is
     * open for writing. Writes nothing: if there is no file LOCK, other processes are not kept out.
     */
    public static DirectoryLock takeShared(Path directory) throws IOException {
        return take(directory, true);
    }

    private static DirectoryLock take(Path directory, boolean shared) throws IOException {
        FileWorker.require();
        Path real = directory.toRealPath();
        TABLE.lock();
        try {
            Held held = HELD.get(real);
            if (held == null) {
                held = new Held(shared, lockedFile(directory, shared));
                HELD.put(real, held);
            } else if (!held.shared || !shared) {
                throw lockedHere(directory);
            }
            held.holders++;
            return new DirectoryLock(real, held);
        } finally {
            TABLE.unlock();
        }
    }

    /** The locked directory, as a real path. */
    public Path directory() {
        return directory;
    }

    private static @Nullable FileChannel lockedFile(Path directory, boolean shared) throws IOException {
        Path file = directory.resolve(FILE);
        if (shared && !Files.exists(file)) {
            return null;
        }
        FileChannel channel = shared
                ? FileChannel.open(file, StandardOpenOption.READ)
                : FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            if (lock == null) {
                throw lockedElsewhere(directory);
            }
            locked = true;
            return channel;
        } catch (OverlappingFileLockException e) {
            throw lockedHere(directory);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        FileWorker.require();
        TABLE.lock();
        try {
            if (!closed) {
                closed = true;
                release();
            }
        } finally {
            TABLE.unlock();
        }
    }

    private void release() throws IOException {
        held.holders--;
        if (held.holders == 0) {
            HELD.remove(directory);
            if (held.channel != null) {
                held.channel.close();
            }
        }
    }

    private static MemoryException lockedHere(Path directory) {
        return MemoryException.of(
                ErrorCode.LOCKED,
                directory
                        + " is open in this process; use the manager that has it open, which any number of threads may"
                        + " share, or close it first");
    }

    private static MemoryException lockedElsewhere(Path directory) {
        return MemoryException.of(
                ErrorCode.LOCKED,
                directory
                        + " is open in another process, and a directory can be open in one process at a time; close it"
                        + " there, or let one process serve it to the others: an MCP server does, as in memcore serve"
                        + " mcp --dir " + directory);
    }
}
