package dev.memcore.spi;

import dev.memcore.api.MemoryId;
import java.time.Instant;

/**
 * Makes ids. Safe for any number of threads; every id is greater than all that this source gave before, and greater than
 * every id passed to {@link #startAfter}, whatever the clock says.
 */
public interface IdSource {
    /** A new id, greater than all before. */
    MemoryId next(Instant now);

    /** Tells the source the greatest id that is in use already. Called once, at opening, unless the store is empty. */
    void startAfter(MemoryId greatest);
}
