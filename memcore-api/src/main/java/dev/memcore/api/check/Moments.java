package dev.memcore.api.check;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Checks and rounds moments to millisecond precision, within the range of a long of milliseconds since 1970. */
public final class Moments {
    private static final Instant MIN = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant MAX = Instant.ofEpochMilli(Long.MAX_VALUE);

    private Moments() {}

    /** Truncates a moment to the millisecond. Throws if it does not fit into a long of milliseconds. */
    public static Instant toMillis(Instant moment) {
        if (moment.isBefore(MIN) || moment.isAfter(MAX)) {
            throw Arguments.invalid("a moment must lie in [" + MIN + ", " + MAX + "], but is " + moment);
        }
        return moment.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Checks that {@code validFrom} is before {@code validTo}, unless one of them is null. */
    public static void requireOrder(@Nullable Instant validFrom, @Nullable Instant validTo) {
        if (validFrom != null && validTo != null && !validFrom.isBefore(validTo)) {
            throw Arguments.invalid("validTo " + validTo + " must lie after validFrom " + validFrom);
        }
    }

    /** Returns whether a moment lies within {@code [from, to)}. A bound of null excludes nothing. */
    public static boolean within(@Nullable Instant from, @Nullable Instant to, Instant moment) {
        return (from == null || !moment.isBefore(from)) && (to == null || moment.isBefore(to));
    }

    /** Rounds a moment up to a whole millisecond. Returns null for null. */
    public static @Nullable Instant optionalUpToMillis(@Nullable Instant moment) {
        if (moment == null) {
            return null;
        }
        Instant cut = toMillis(moment);
        return cut.equals(moment) ? cut : toMillis(cut.plusMillis(1));
    }

    /** Truncates a moment to the millisecond. Returns null for null. */
    public static @Nullable Instant optionalToMillis(@Nullable Instant moment) {
        return moment == null ? null : toMillis(moment);
    }
}
