package dev.memcore.spi.log;

import java.util.Iterator;

/**
 * Reads commits one after another, in the order of their sequence numbers. For use by one thread. Close it to release
 * the file.
 *
 * <p>{@link #next()} throws {@link dev.memcore.api.error.LogDamagedException} if the log is damaged at this commit.
 */
public interface CommitCursor extends Iterator<Commit>, AutoCloseable {
    @Override
    void close();
}
