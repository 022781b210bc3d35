package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import java.time.Duration;
import java.time.Instant;

/**
 * When something happened, as a half-open interval: {@code [start, end)}. A moment known to the second is an interval of
 * one second, "May 2023" one of a month; so the interval's length is the precision.
 */
public record EventTime(Instant start, Instant end) {
    /** Cuts both ends to the millisecond, and checks that the interval is not empty. */
    public EventTime {
        start = Moments.toMillis(Arguments.present(start, "start"));
        end = Moments.toMillis(Arguments.present(end, "end"));
        if (!start.isBefore(end)) {
            throw Arguments.invalid("event time must end after it starts, but is [" + start + ", " + end + ")");
        }
    }

    /** A moment, known to the millisecond. */
    public static EventTime at(Instant moment) {
        return new EventTime(Arguments.present(moment, "moment"), moment.plusMillis(1));
    }

    /** The interval that starts at a moment and lasts for a while. */
    public static EventTime from(Instant start, Duration length) {
        return new EventTime(start, Arguments.present(start, "start").plus(Arguments.present(length, "length")));
    }

    /** How precisely the time is known. */
    public Duration precision() {
        return Duration.between(start, end);
    }
}
