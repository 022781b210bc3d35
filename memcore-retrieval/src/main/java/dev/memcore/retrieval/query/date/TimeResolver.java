package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.Lexicon.DayPart;
import dev.memcore.retrieval.query.date.Lexicon.Unit;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention.Precision;
import dev.memcore.retrieval.query.date.When.Cycle;
import dev.memcore.retrieval.query.date.When.Date;
import dev.memcore.retrieval.query.date.When.Length;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a time that is said at a given moment to an interval. Weeks begin on Monday (ISO 8601).
 *
 * <p>If usage differs, the interval covers the wider reading. "Last week" runs from the Monday of the previous week to
 * the end of yesterday, because some speakers mean the calendar week and others the last seven days. "Two weeks ago" is
 * the week around that day. "Last Friday" and "Friday" are the latest Friday before today. "Last summer" is the latest
 * summer that is over. "In May" is the latest May that has begun. With {@code future}, a time without "last" or "next"
 * is in the future.
 */
final class TimeResolver {
    private static final int WEEK = 7;
    private static final int HALF_WEEK = 3;
    private static final int NOON = 12;

    /** The start of an interval that is open on that side. Earlier than any date. */
    static final LocalDateTime EARLIEST = LocalDateTime.MIN;

    /** The end of an interval that is open on that side. Later than any date. */
    static final LocalDateTime LATEST = LocalDateTime.MAX;

    private final LocalDateTime now;
    private final ZoneId zone;
    private final LocalDate today;
    private final boolean future;
    private final Recurrence recurrence;

    /**
     * Creates a resolver.
     *
     * @param now when the text was said, in the speaker's local time
     * @param zone the speaker's zone, which determines how many hours pass between two local times
     * @param future whether a time without "last" or "next" is in the future
     */
    TimeResolver(LocalDateTime now, ZoneId zone, boolean future) {
        this.now = now;
        this.zone = zone;
        this.today = now.toLocalDate();
        this.future = future;
        this.recurrence = new Recurrence(today, future);
    }

    /** The interval of a time, or null if there is no such time (the fifth Friday of a month with four). */
    @Nullable
    Span resolve(When when) {
        return switch (when) {
            case Date date -> date(date);
            case When.Years years -> years(years.first(), years.count(), years.precision());
            case When.Day day -> Span.day(today.plusDays(day.offset()));
            case When.Recurring recurring -> recurrence.of(recurring.cycle(), recurring.which());
            case When.NamedMonth month -> recurrence.month(month.month(), month.which());
            case When.SeasonOf season -> recurrence.season(season);
            case When.HolidayOf holiday -> recurrence.holiday(holiday);
            case When.Away away -> away(away.length(), now, today, away.past());
            case When.Stretch stretch -> stretch(stretch.length(), stretch.past());
            case When.Clock clock -> clock(clock);
            case When.Between between -> between(between);
            case When.SaidOn said ->
                within(
                        said.day(),
                        day -> new TimeResolver(day.firstDay().atTime(NOON, 0), zone, false).resolve(said.said()));
            case When.PartOf part -> within(part.day(), day -> part(day.firstDay(), part.part()));
            case When.Fraction fraction -> within(fraction.whole(), whole -> fraction(fraction, whole));
            case When.Nth nth -> within(nth.whole(), whole -> nth(nth.n(), nth.cycle(), whole));
            case When.Beside beside -> within(beside.base(), base -> beside(beside.cycle(), beside.before(), base));
            case When.Offset offset -> within(offset.base(), base -> offset(offset, base));
            case When.Around around -> within(around.base(), base -> around(around.unit(), base.firstDay()));
            case When.Open open -> within(open.base(), base -> open(open.side(), base));
        };
    }

    private interface Step {
        @Nullable
        Span from(Span base);
    }

    private @Nullable Span within(When base, Step step) {
        Span span = resolve(base);
        return span == null ? null : step.from(span);
    }

    private @Nullable Span date(Date date) {
        if (date.day() == 0) {
            return date.year() == 0 ? recurrence.month(date.month()) : monthOrYear(date);
        }
        if (date.year() > 0) {
            YearMonth month = YearMonth.of(date.year(), date.month());
            return month.isValidDay(date.day()) ? Span.day(month.atDay(date.day())) : null;
        }
        return date.month() == 0 ? dayOfMonth(date.day()) : dayOfYear(date.month(), date.day());
    }

    private static Span monthOrYear(Date date) {
        return date.month() == 0
                ? years(date.year(), 1, Precision.YEAR)
                : months(LocalDate.of(date.year(), date.month(), 1), 1, Precision.MONTH);
    }

    private static Span years(int first, int count, Precision precision) {
        LocalDate from = LocalDate.of(first, 1, 1);
        return Span.of(from, from.plusYears(count), precision);
    }

    private static Span months(LocalDate first, int count, Precision precision) {
        return Span.of(first, first.plusMonths(count), precision);
    }

    /** The nearest such day in the past or the future, as the tense says; today counts. */
    private @Nullable Span dayOfMonth(int day) {
        int step = future ? 1 : -1;
        YearMonth month = YearMonth.from(today);
        for (int n = 0; n <= 12; n++, month = month.plusMonths(step)) {
            if (month.isValidDay(day) && onOurSide(month.atDay(day))) {
                return Span.day(month.atDay(day));
            }
        }
        return null;
    }

    private @Nullable Span dayOfYear(int month, int day) {
        int step = future ? 1 : -1;
        for (int n = 0; n <= WEEK + 1; n++) {
            YearMonth candidate = YearMonth.of(today.getYear() + n * step, month);
            if (candidate.isValidDay(day) && onOurSide(candidate.atDay(day))) {
                return Span.day(candidate.atDay(day));
            }
        }
        return null;
    }

    private boolean onOurSide(LocalDate day) {
        return future ? !day.isBefore(today) : !day.isAfter(today);
    }

    /**
     * The time at a distance before or after a moment: for days it is the day, for weeks the week around the day, for
     * months and years the calendar month or year.
     */
    private Span away(Length length, LocalDateTime moment, LocalDate day, boolean past) {
        int first = past ? -length.most() : length.least();
        int last = past ? -length.least() : length.most();
        Unit unit = length.unit();
        if (unit.shorterThanDay()) {
            LocalDateTime whole = moment.truncatedTo(unit.step);
            return new Span(moved(whole, first, unit), moved(whole, last + 1L, unit), unit.precision);
        }
        LocalDate from = day.plus((long) first * unit.steps, unit.step);
        LocalDate to = day.plus((long) last * unit.steps, unit.step);
        return switch (unit) {
            case DAY -> Span.of(from, to.plusDays(1), unit.precision);
            case WEEK -> Span.of(from.minusDays(HALF_WEEK), to.plusDays(HALF_WEEK + 1), unit.precision);
            case WEEKEND -> weekends(day, first, last);
            case MONTH, QUARTER ->
                Span.of(from.withDayOfMonth(1), to.withDayOfMonth(1).plusMonths(unit.steps), unit.precision);
            case YEAR -> Span.of(from.withDayOfYear(1), to.withDayOfYear(1).plusYears(1), unit.precision);
            default ->
                Span.of(
                        from.withDayOfYear(1).minusYears(unit.steps / 2),
                        to.withDayOfYear(1).plusYears(unit.steps / 2),
                        unit.precision);
        };
    }

    /** Weekends counted from the day: -1 is the last one that is over, 1 is the next to begin. */
    private static Span weekends(LocalDate day, int first, int last) {
        LocalDate lastOver = day.minusDays(1)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY))
                .minusDays(1);
        LocalDate nextBegun = day.with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        LocalDate from = first < 0 ? lastOver.plusWeeks(first + 1L) : nextBegun.plusWeeks(first - 1L);
        LocalDate to = last < 0 ? lastOver.plusWeeks(last + 1L) : nextBegun.plusWeeks(last - 1L);
        return Span.of(from, to.plusDays(2), Precision.WEEKEND);
    }

    /** A number of units up to now or from now on. For days and longer units, the other end is a day boundary. */
    private Span stretch(Length length, boolean past) {
        Unit unit = length.unit();
        long steps = (long) length.most() * unit.steps;
        if (past) {
            LocalDateTime from = moved(now, -steps, unit);
            return new Span(unit.shorterThanDay() ? from : from.truncatedTo(ChronoUnit.DAYS), now, unit.precision);
        }
        LocalDateTime to = moved(now, steps, unit);
        return new Span(
                now,
                unit.shorterThanDay() ? to : to.truncatedTo(ChronoUnit.DAYS).plusDays(1),
                unit.precision);
    }

    /**
     * Moves a moment by a number of units. Hours are elapsed hours, not hours of the clock, because the clock may be
     * changed in between.
     */
    private LocalDateTime moved(LocalDateTime moment, long steps, Unit unit) {
        return moment.atZone(zone).plus(steps, unit.step).toLocalDateTime();
    }

    private @Nullable Span clock(When.Clock clock) {
        Span base = clock.day() == null ? Span.day(today) : resolve(clock.day());
        if (base == null) {
            return null;
        }
        boolean hourOnly = clock.minute() == When.Clock.UNSAID;
        LocalDateTime from = base.firstDay().atTime(clock.hour(), hourOnly ? 0 : clock.minute());
        return hourOnly
                ? new Span(from, from.plusHours(1), Precision.HOUR)
                : new Span(from, from.plusMinutes(1), Precision.MINUTE);
    }

    private static Span part(LocalDate day, DayPart part) {
        LocalDateTime midnight = day.atStartOfDay();
        return new Span(midnight.plusHours(part.from), midnight.plusHours(part.to), Precision.PART_OF_DAY);
    }

    /** One of several equal parts: in whole months if that is possible, otherwise in whole days. */
    private static Span fraction(When.Fraction fraction, Span whole) {
        LocalDate from = whole.firstDay();
        LocalDate to = whole.dayAfter();
        long months = ChronoUnit.MONTHS.between(from, to);
        boolean even = from.getDayOfMonth() == 1 && to.getDayOfMonth() == 1 && months % fraction.count() == 0;
        ChronoUnit unit = even ? ChronoUnit.MONTHS : ChronoUnit.DAYS;
        long length = even ? months : ChronoUnit.DAYS.between(from, to);
        LocalDate first = from.plus(length * fraction.index() / fraction.count(), unit);
        LocalDate after = from.plus(length * (fraction.index() + 1) / fraction.count(), unit);
        return Span.of(first, after, finer(whole.precision()));
    }

    private static Precision finer(Precision precision) {
        return switch (precision) {
            case CENTURY -> Precision.DECADE;
            case DECADE -> Precision.YEAR;
            case YEAR -> Precision.SEASON;
            case SEASON -> Precision.MONTH;
            case MONTH -> Precision.WEEK;
            default -> Precision.DAY;
        };
    }

    private static @Nullable Span nth(int n, Cycle cycle, Span whole) {
        LocalDate from = whole.firstDay();
        LocalDate to = whole.dayAfter();
        Span nth = n == When.Nth.LAST ? last(cycle, to) : counted(n - 1, cycle, from);
        boolean inside = !nth.firstDay().isBefore(from) && nth.firstDay().isBefore(to);
        return inside ? nth : null;
    }

    private static Span counted(int skipped, Cycle cycle, LocalDate from) {
        Unit unit = cycle.unit();
        DayOfWeek weekday = cycle.weekday();
        if (weekday != null) {
            return Span.day(from.with(TemporalAdjusters.nextOrSame(weekday)).plusWeeks(skipped));
        }
        if (unit == Unit.WEEKEND) {
            LocalDate saturday = from.with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY));
            return Span.of(
                    saturday.plusWeeks(skipped), saturday.plusWeeks(skipped).plusDays(2), unit.precision);
        }
        LocalDate first = from.plus((long) skipped * unit.steps, unit.step);
        return Span.of(first, first.plus(unit.steps, unit.step), unit.precision);
    }

    private static Span last(Cycle cycle, LocalDate to) {
        Unit unit = cycle.unit();
        DayOfWeek weekday = cycle.weekday();
        if (weekday != null) {
            return Span.day(to.with(TemporalAdjusters.previous(weekday)));
        }
        if (unit == Unit.WEEKEND) {
            LocalDate saturday = to.with(TemporalAdjusters.previous(DayOfWeek.SATURDAY));
            return Span.of(saturday, saturday.plusDays(2), unit.precision);
        }
        return Span.of(to.minus(unit.steps, unit.step), to, unit.precision);
    }

    /**
     * The unit or weekday right before or after the base. Beside a month or a year, months and years are those of the
     * calendar.
     */
    private static @Nullable Span beside(Cycle cycle, boolean before, Span base) {
        LocalDate from = base.firstDay();
        LocalDate to = base.dayAfter().isAfter(from) ? base.dayAfter() : from.plusDays(1);
        Unit unit = cycle.unit();
        DayOfWeek weekday = cycle.weekday();
        if (weekday != null) {
            return Span.day(
                    before
                            ? from.with(TemporalAdjusters.previous(weekday))
                            : to.with(TemporalAdjusters.nextOrSame(weekday)));
        }
        if (unit == Unit.WEEKEND) {
            return weekends(before ? from : to.minusDays(1), before ? -1 : 1, before ? -1 : 1);
        }
        return before
                ? Span.of(from.minus(unit.steps, unit.step), from, unit.precision)
                : Span.of(to, to.plus(unit.steps, unit.step), unit.precision);
    }

    private Span offset(When.Offset offset, Span base) {
        boolean before = offset.before();
        LocalDate day = before ? base.firstDay() : base.dayAfter().minusDays(1);
        LocalDate counted = day.isBefore(base.firstDay()) ? base.firstDay() : day;
        return away(offset.length(), base.from(), counted, before);
    }

    private static Span around(Unit unit, LocalDate day) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return switch (unit) {
            case WEEKEND -> Span.of(monday.plusDays(5), monday.plusDays(WEEK), unit.precision);
            case WEEK -> Span.of(monday, monday.plusDays(WEEK), unit.precision);
            case MONTH, QUARTER -> months(day.withDayOfMonth(1), 1, Precision.MONTH);
            case YEAR, DECADE, CENTURY -> years(day.getYear(), 1, Precision.YEAR);
            default -> Span.day(day);
        };
    }

    private static @Nullable Span open(When.Side side, Span base) {
        return switch (side) {
            case SINCE -> new Span(base.from(), LATEST, base.precision());
            case AFTER -> new Span(base.to(), LATEST, base.precision());
            case BEFORE -> new Span(EARLIEST, base.from(), base.precision());
            case UNTIL -> new Span(EARLIEST, base.to(), base.precision());
        };
    }

    /**
     * Resolves a range. If it would end before it begins, it begins a year earlier: "from December to 5 January 2024".
     */
    private @Nullable Span between(When.Between between) {
        Span first = resolve(between.first());
        Span last = resolve(between.last());
        if (first == null || last == null) {
            return null;
        }
        LocalDateTime from =
                first.from().isBefore(last.to()) ? first.from() : first.from().minusYears(1);
        Precision precision = first.precision().compareTo(last.precision()) < 0 ? first.precision() : last.precision();
        return new Span(from, last.to(), precision);
    }

    /** A resolved time in the speaker's local time: from its first moment to the first moment after it. */
    record Span(LocalDateTime from, LocalDateTime to, Precision precision) {
        static Span of(LocalDate first, LocalDate after, Precision precision) {
            return new Span(first.atStartOfDay(), after.atStartOfDay(), precision);
        }

        static Span day(LocalDate day) {
            return of(day, day.plusDays(1), Precision.DAY);
        }

        LocalDate firstDay() {
            return from.toLocalDate();
        }

        /**
         * The day of the end of the interval, which is exclusive: the first day after it, or the day within which it
         * ends.
         */
        LocalDate dayAfter() {
            return to.toLocalDate();
        }
    }
}
