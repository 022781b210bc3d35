package dev.memcore.testkit;

import dev.memcore.api.MemoryId;
import dev.memcore.spi.IdSource;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A fake source of ids, which returns 1, 2, 3 and so on, independent of the clock. Safe for any number of threads. */
public final class SequenceIds implements IdSource {
    private final AtomicLong last = new AtomicLong();

    /** Creates a source whose first id is 1. */
    public SequenceIds() {}

    /** Returns the id that a source returns in its {@code number}-th call. */
    public static MemoryId id(long number) {
        return new MemoryId(0, number);
    }

    @Override
    public MemoryId next(Instant now) {
        return id(last.incrementAndGet());
    }

    /**
     * Continues after an id.
     *
     * @param greatest an id from a source of this class; ids of other sources are greater than all ids of this class
     */
    @Override
    public void startAfter(MemoryId greatest) {
        if (greatest.mostSignificant() != 0) {
            throw new IllegalArgumentException("not an id of SequenceIds: " + greatest);
        }
        last.accumulateAndGet(greatest.leastSignificant(), Math::max);
    }
}
