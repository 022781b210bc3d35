package dev.memcore.testkit;

import dev.memcore.api.MemoryId;
import dev.memcore.spi.IdSource;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A fake source of ids: 1, 2, 3 and so on, whatever the clock says. Safe for any number of threads. */
public final class SequenceIds implements IdSource {
    private final AtomicLong last = new AtomicLong();

    /** A source whose first id is 1. */
    public SequenceIds() {}

    /** The id that this fake gives as its {@code number}-th. */
    public static MemoryId id(long number) {
        return new MemoryId(0, number);
    }

    @Override
    public MemoryId next(Instant now) {
        return id(last.incrementAndGet());
    }

    /**
     * Goes on after an id.
     *
     * @param greatest an id that a source of this class gave; ids of other sources are greater than all that it can give
     */
    @Override
    public void startAfter(MemoryId greatest) {
        if (greatest.mostSignificant() != 0) {
            throw new IllegalArgumentException("not an id of SequenceIds: " + greatest);
        }
        last.accumulateAndGet(greatest.leastSignificant(), Math::max);
    }
}
