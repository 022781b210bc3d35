package dev.memcore.retrieval.search;

import dev.memcore.api.EventTime;
import dev.memcore.api.Memory;
import dev.memcore.retrieval.query.date.TimeExpressions;
import dev.memcore.retrieval.query.date.TimeExpressions.EventOffset;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention.Precision;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Computes times that are defined by an event: the time that a memory states for its event, and the interval at a
 * distance before or after that. Days are those of the time zone in which the question was asked. Stateless.
 */
final class EventTimes {
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;\\n])\\s+");

    private static final int WEEK = 7;

    /** "Two weeks before" means the week around that day, like "two weeks ago" in {@link TimeExpressions}. */
    private static final Duration HALF_WEEK = Duration.ofDays(3);

    private static final Duration HALF_MONTH = Duration.ofDays(15);
    private static final Duration HALF_YEAR = Duration.ofDays(183);

    private EventTimes() {}

    /**
     * Returns the time that a sentence of a memory names, relative to when it was told. Returns empty if the sentence
     * names no time or several, or if the time has an open end.
     */
    static Optional<EventTime> named(Memory memory, String sentence, ZoneId zone) {
        Instant anchor = memory.when().start();
        List<TimeMention> named = inRange(anchor) ? TimeExpressions.find(sentence, anchor, zone) : List.of();
        return named.size() == 1 && !named.getFirst().open()
                ? Optional.of(
                        new EventTime(named.getFirst().from(), named.getFirst().to()))
                : Optional.empty();
    }

    static List<String> sentences(String text) {
        return List.of(SENTENCE_END.split(text));
    }

    /**
     * Returns the interval at an offset from an event. Distances in weeks, months or years are only that precise, so
     * half a unit is added at both ends. Returns empty if the interval is outside the years that can be named.
     */
    static Optional<TimeMention> at(EventOffset offset, EventTime event, ZoneId zone) {
        if (!inRange(event.start()) || !inRange(event.end())) {
            return Optional.empty();
        }
        Period near = offset.least();
        Period far = offset.most();
        Duration slack = slack(near);
        Instant last = event.end().minusMillis(1);
        Instant from = offset.before() ? moved(event.start(), far.negated(), zone) : moved(last, near, zone);
        Instant to = offset.before() ? moved(event.start(), near.negated(), zone) : moved(last, far, zone);
        Instant first = startOfDay(day(from, zone), zone).minus(slack);
        Instant after = startOfDay(day(to, zone).plusDays(1), zone).plus(slack);
        return first.isBefore(TimeMention.EARLIEST) || after.isAfter(TimeMention.LATEST)
                ? Optional.empty()
                : Optional.of(new TimeMention(offset.start(), offset.end(), first, after, precision(near), false));
    }

    private static boolean inRange(Instant moment) {
        int year = moment.isAfter(TimeMention.EARLIEST) && moment.isBefore(TimeMention.LATEST)
                ? moment.atZone(ZoneOffset.UTC).getYear()
                : 0;
        return year > 1 && year < 9999;
    }

    private static Instant moved(Instant moment, Period by, ZoneId zone) {
        ZonedDateTime moved = moment.atZone(zone).plus(by);
        return moved.toInstant();
    }

    private static LocalDate day(Instant moment, ZoneId zone) {
        return moment.atZone(zone).toLocalDate();
    }

    private static Instant startOfDay(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Duration slack(Period counted) {
        return switch (precision(counted)) {
            case WEEK -> HALF_WEEK;
            case MONTH -> HALF_MONTH;
            case YEAR -> HALF_YEAR;
            default -> Duration.ZERO;
        };
    }

    private static Precision precision(Period counted) {
        if (counted.getYears() > 0) {
            return Precision.YEAR;
        }
        if (counted.getMonths() > 0) {
            return Precision.MONTH;
        }
        return counted.getDays() > 0 && counted.getDays() % WEEK == 0 ? Precision.WEEK : Precision.DAY;
    }
}
