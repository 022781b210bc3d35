package dev.memcore.api.check;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Moments are kept to the millisecond, within the range that fits a long of milliseconds. */
public final class Moments {
    private static final Instant MIN = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant MAX = Instant.ofEpochMilli(Long.MAX_VALUE);

    private Moments() {}

    public static Instant toMillis(Instant moment) {
        if (moment.isBefore(MIN) || moment.isAfter(MAX)) {
            throw Arguments.invalid("a moment must lie in [" + MIN + ", " + MAX + "], but is " + moment);
        }
        return moment.truncatedTo(ChronoUnit.MILLIS);
    }

    public static void requireOrder(@Nullable Instant validFrom, @Nullable Instant validTo) {
        if (validFrom != null && validTo != null && !validFrom.isBefore(validTo)) {
            throw Arguments.invalid("validTo " + validTo + " must lie after validFrom " + validFrom);
        }
    }

    /** Whether a moment lies within {@code [from, to)}; an end that is unknown excludes nothing. */
    public static boolean within(@Nullable Instant from, @Nullable Instant to, Instant moment) {
        return (from == null || !moment.isBefore(from)) && (to == null || moment.isBefore(to));
    }

    /** The first whole millisecond that is not before a moment. */
    public static @Nullable Instant optionalUpToMillis(@Nullable Instant moment) {
        if (moment == null) {
            return null;
        }
        Instant cut = toMillis(moment);
        return cut.equals(moment) ? cut : toMillis(cut.plusMillis(1));
    }

    public static @Nullable Instant optionalToMillis(@Nullable Instant moment) {
        return moment == null ? null : toMillis(moment);
    }
}
