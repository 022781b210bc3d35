package dev.memcore.consolidation.age;

import dev.memcore.api.Memory;
import dev.memcore.api.report.Usage;
import java.time.Duration;
import java.time.Instant;

/** Computes ages by the clock. The age of a moment in the future is zero. */
public final class Ages {
    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    private Ages() {}

    /** Returns the time of the last use of a memory, or of its creation if it was never used. */
    public static Instant lastTouched(Memory memory, Usage usage) {
        Instant used = usage.lastUsed();
        return used == null ? memory.createdAt() : used;
    }

    /** Returns the days since a moment, with fractions; not negative. */
    public static double days(Instant since, Instant now) {
        return millis(since, now) / MILLIS_PER_DAY;
    }

    /** Returns the milliseconds since a moment, not negative. */
    public static double millis(Instant since, Instant now) {
        return Math.max(0.0, (double) now.toEpochMilli() - since.toEpochMilli());
    }
}
