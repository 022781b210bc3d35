package dev.memcore.spi.index;

import dev.memcore.api.check.Arguments;
import java.time.Instant;

/**
 * The moment for which something is read: what had been recorded by then, and was in force then.
 *
 * @param at the moment; in the present, it matters for expiry alone
 * @param past whether versions recorded later must not be seen; false: the present version, whatever the clocks say
 */
public record ReadTime(Instant at, boolean past) {
    /** Checks that the moment is there. */
    public ReadTime {
        Arguments.present(at, "at");
    }

    /** The present. */
    public static ReadTime present(Instant now) {
        return new ReadTime(now, false);
    }

    /** What was known at a moment. */
    public static ReadTime asOf(Instant recorded) {
        return new ReadTime(recorded, true);
    }

    /** Whether a version recorded at a moment may be seen. */
    public boolean sees(Instant recordedAt) {
        return !Arguments.present(recordedAt, "recordedAt").isAfter(at) || !past;
    }
}
