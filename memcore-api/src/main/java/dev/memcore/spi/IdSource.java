package dev.memcore.spi;

import dev.memcore.api.MemoryId;
import java.time.Instant;

/**
 * Creates ids. Safe for any number of threads. Every id is greater than all ids that this source returned before, and
 * greater than every id that was passed to {@link #startAfter}, whatever the clock returns.
 */
public interface IdSource {
    /** Returns a new id that is greater than all earlier ids. */
    MemoryId next(Instant now);

    /** Sets the greatest id that is already in use. Called once when a store is opened, unless the store is empty. */
    void startAfter(MemoryId greatest);
}
