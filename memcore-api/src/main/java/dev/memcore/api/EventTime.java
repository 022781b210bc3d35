package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import java.time.Duration;
import java.time.Instant;

/**
 * The time of an event, as a half-open interval {@code [start, end)}. The length of the interval is the precision with
 * which the time is known. For example, a time that is known to the second is an interval of one second, and "May 2023"
 * is an interval of one month.
 *
 * @param start the start, truncated to the millisecond
 * @param end the end, exclusive, truncated to the millisecond; after {@code start}
 */
public record EventTime(Instant start, Instant end) {
    /** Truncates both ends to the millisecond, and checks that the interval is not empty. */
    public EventTime {
        start = Moments.toMillis(Arguments.present(start, "start"));
        end = Moments.toMillis(Arguments.present(end, "end"));
        if (!start.isBefore(end)) {
            throw Arguments.invalid("event time must end after it starts, but is [" + start + ", " + end + ")");
        }
    }

    /** Returns the event time of a moment that is known to the millisecond. */
    public static EventTime at(Instant moment) {
        return new EventTime(Arguments.present(moment, "moment"), moment.plusMillis(1));
    }

    /** Returns the interval that starts at a moment and has the given length. */
    public static EventTime from(Instant start, Duration length) {
        return new EventTime(start, Arguments.present(start, "start").plus(Arguments.present(length, "length")));
    }

    /** Returns the precision: the length of the interval. */
    public Duration precision() {
        return Duration.between(start, end);
    }
}
