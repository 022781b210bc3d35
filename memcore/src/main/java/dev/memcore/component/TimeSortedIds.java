package dev.memcore.component;

import dev.memcore.api.MemoryId;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.IdSource;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Generates ids in the layout of version 7 UUIDs. Later ids are always greater, even within one millisecond and when
 * the clock goes back.
 *
 * <p>The layout, from the top: 48 bits of milliseconds, 4 of version, 12 of counter, 2 of variant, 30 of counter, 32
 * random (RFC 9562, section 6.2, method 1: "fixed bit-length dedicated counter"). Each new millisecond starts the
 * counter at a random value below 2^41, which leaves 2^41 ids before it overflows. If the clock stands still or goes
 * back, the milliseconds stay and the counter increases. An overflow uses the next millisecond. O(1), under one lock.
 */
public final class TimeSortedIds implements IdSource {
    private static final int COUNTER_BITS = 42;
    private static final int LOW_COUNTER_BITS = 30;
    private static final long COUNTER_LIMIT = 1L << COUNTER_BITS;
    private static final long COUNTER_START_MASK = (1L << (COUNTER_BITS - 1)) - 1;
    private static final long LOW_COUNTER_MASK = (1L << LOW_COUNTER_BITS) - 1;
    private static final long MAX_MILLIS = (1L << 48) - 1;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_MASK = 0xFFFF_FFFFL;

    private final RandomGenerator random;
    private long millis = -1;
    private long counter;

    /** Uses the given generator under this object's lock. */
    public TimeSortedIds(RandomGenerator random) {
        this.random = random;
    }

    /** The time in an id, in milliseconds since 1970, if the id has this layout. */
    public static long millisOf(MemoryId id) {
        return id.mostSignificant() >>> 16;
    }

    @Override
    public synchronized MemoryId next(Instant now) {
        long present = Math.max(0, now.toEpochMilli()); // the layout has no times before 1970
        if (present > millis) {
            start(present);
        } else if (++counter == COUNTER_LIMIT) {
            start(millis + 1);
        }
        return new MemoryId(
                (millis << 16) | VERSION | (counter >>> LOW_COUNTER_BITS),
                VARIANT | ((counter & LOW_COUNTER_MASK) << 32) | (random.nextLong() & RANDOM_MASK));
    }

    /** Advances to the millisecond after that of the given id, so that the next id is greater. */
    @Override
    public synchronized void startAfter(MemoryId greatest) {
        if (millisOf(greatest) >= millis) {
            start(millisOf(greatest) + 1);
        }
    }

    private void start(long newMillis) {
        if (newMillis > MAX_MILLIS) {
            throw MemoryException.of(
                    ErrorCode.LIMIT_EXCEEDED,
                    "ids end at millisecond " + MAX_MILLIS + "; the clock, or an id in use, is at " + newMillis);
        }
        millis = newMillis;
        counter = random.nextLong() & COUNTER_START_MASK;
    }
}
