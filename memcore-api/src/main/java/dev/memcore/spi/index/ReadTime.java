package dev.memcore.spi.index;

import dev.memcore.api.check.Arguments;
import java.time.Instant;

/**
 * The time of a read. A read of the past sees the versions that had been recorded by then and were in force then.
 *
 * @param at the time; a read of the present uses it for expiry only
 * @param past whether versions that were recorded later are invisible; if false, the present version is read, whatever
 *     its recorded time
 */
public record ReadTime(Instant at, boolean past) {
    /** Checks that the time is not null. */
    public ReadTime {
        Arguments.present(at, "at");
    }

    /** Returns the read time of the present. */
    public static ReadTime present(Instant now) {
        return new ReadTime(now, false);
    }

    /** Returns the read time of the state that was recorded at a time. */
    public static ReadTime asOf(Instant recorded) {
        return new ReadTime(recorded, true);
    }

    /** Returns whether a version that was recorded at the given time is visible. */
    public boolean sees(Instant recordedAt) {
        return !Arguments.present(recordedAt, "recordedAt").isAfter(at) || !past;
    }
}
