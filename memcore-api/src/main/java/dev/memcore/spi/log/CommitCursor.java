package dev.memcore.spi.log;

import java.util.Iterator;

/**
 * Commits in order, read one after another. For one thread; close it to release the file.
 *
 * <p>{@link #next()} throws {@link dev.memcore.api.error.LogDamagedException} where the log is damaged.
 */
public interface CommitCursor extends Iterator<Commit>, AutoCloseable {
    @Override
    void close();
}
