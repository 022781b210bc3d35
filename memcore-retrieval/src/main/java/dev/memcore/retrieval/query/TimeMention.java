package dev.memcore.retrieval.query;

import static java.util.Objects.requireNonNull;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import java.time.Instant;

/**
 * A place in a text that names a time, and the time that it names.
 *
 * @param start the first character of the mention, from 0
 * @param end the character after its last; greater than {@code start}
 * @param from the first moment of the interval; {@link #EARLIEST} where the text leaves it open ("until May")
 * @param to the first moment after the interval, later than {@code from}; {@link #LATEST} where the text leaves it open
 * @param precision how exactly the text says it
 * @param relative whether the interval depends on when the text was said
 */
public record TimeMention(int start, int end, Instant from, Instant to, Precision precision, boolean relative) {
    /** The beginning of all intervals without one. No mention begins earlier. */
    public static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /** The end of all intervals without one. No mention ends later. */
    public static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    public TimeMention {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(precision, "precision");
        if (start < 0 || end <= start) {
            throw new MemoryException(
                    ErrorCode.INVALID_ARGUMENT, "a mention spans one character or more: " + start + " to " + end);
        }
        if (from.isBefore(EARLIEST) || to.isAfter(LATEST) || !from.isBefore(to)) {
            throw new MemoryException(
                    ErrorCode.INVALID_ARGUMENT,
                    "an interval lies between " + EARLIEST + " and " + LATEST + ": " + from + " to " + to);
        }
    }

    /** Whether the text leaves open when the interval began or ended. */
    public boolean open() {
        return from.equals(EARLIEST) || to.equals(LATEST);
    }

    /** Whether the moment lies in the interval. */
    public boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    /** Whether the two intervals have a moment in common. */
    public boolean overlaps(TimeMention other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /** How exactly a text says when, from the finest to the coarsest. Says nothing about the length of an interval. */
    public enum Precision {
        MINUTE,
        HOUR,
        /** A morning, afternoon, evening or night. */
        PART_OF_DAY,
        DAY,
        WEEKEND,
        WEEK,
        MONTH,
        SEASON,
        YEAR,
        DECADE,
        CENTURY
    }
}
