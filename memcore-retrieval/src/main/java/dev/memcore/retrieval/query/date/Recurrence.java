package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.Lexicon.Season;
import dev.memcore.retrieval.query.date.Lexicon.Unit;
import dev.memcore.retrieval.query.date.Lexicon.Which;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention.Precision;
import dev.memcore.retrieval.query.date.TimeResolver.Span;
import dev.memcore.retrieval.query.date.When.Cycle;
import dev.memcore.retrieval.query.date.When.Holiday;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.function.IntFunction;

/** Determines which occurrence of a recurring time is meant by last, this, next, or by its name alone. */
final class Recurrence {
    private static final int DAYS_TO_SATURDAY = 5;
    private static final int WEEK = 7;

    // From this month on, "this winter" is the next winter.
    private static final int WINTER_IS_PAST = 5;

    private final LocalDate today;
    private final boolean future;

    Recurrence(LocalDate today, boolean future) {
        this.today = today;
        this.future = future;
    }

    Span of(Cycle cycle, Which which) {
        DayOfWeek weekday = cycle.weekday();
        return weekday == null ? unit(cycle.unit(), which) : Span.day(weekday(weekday, which));
    }

    private LocalDate weekday(DayOfWeek day, Which which) {
        return switch (which) {
            case LAST -> today.with(TemporalAdjusters.previous(day));
            case NEXT -> today.with(TemporalAdjusters.next(day));
            case THIS -> monday().plusDays(day.getValue() - 1L);
            case UNSAID -> weekday(day, future ? Which.NEXT : Which.LAST);
        };
    }

    private LocalDate monday() {
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private Span unit(Unit unit, Which which) {
        return switch (unit) {
            case WEEK -> week(which);
            case WEEKEND -> weekend(which);
            case MONTH -> calendar(today.withDayOfMonth(1), unit, which);
            case QUARTER -> calendar(quarter(), unit, which);
            case YEAR -> calendar(today.withDayOfYear(1), unit, which);
            case DECADE, CENTURY ->
                calendar(LocalDate.of(today.getYear() - Math.floorMod(today.getYear(), unit.steps), 1, 1), unit, which);
            default -> Span.day(today.plusDays(shift(which)));
        };
    }

    private LocalDate quarter() {
        return LocalDate.of(today.getYear(), today.getMonth().firstMonthOfQuarter(), 1);
    }

    private static int shift(Which which) {
        return switch (which) {
            case LAST -> -1;
            case NEXT -> 1;
            case THIS, UNSAID -> 0;
        };
    }

    private static Span calendar(LocalDate running, Unit unit, Which which) {
        LocalDate from = running.plus((long) shift(which) * unit.steps, unit.step);
        return Span.of(from, from.plus(unit.steps, unit.step), unit.precision);
    }

    private Span week(Which which) {
        LocalDate from = monday().plusWeeks(shift(which));
        LocalDate to = which == Which.LAST ? today : from.plusDays(WEEK);
        return Span.of(from, to, Precision.WEEK);
    }

    private Span weekend(Which which) {
        LocalDate saturday = monday().plusDays(DAYS_TO_SATURDAY);
        boolean begun = !today.isBefore(saturday);
        LocalDate from = switch (which) {
            case LAST -> saturday.minusWeeks(1);
            case THIS -> saturday;
            case NEXT -> saturday.plusWeeks(1);
            case UNSAID -> future || begun ? saturday : saturday.minusWeeks(1);
        };
        return Span.of(from, from.plusDays(2), Precision.WEEKEND);
    }

    /** The month that its name alone means. */
    Span month(int month) {
        return month(Month.of(month), Which.UNSAID);
    }

    Span month(Month month, Which which) {
        return which == Which.THIS
                ? months(LocalDate.of(today.getYear(), month, 1), 1, Precision.MONTH)
                : yearly(year -> months(LocalDate.of(year, month, 1), 1, Precision.MONTH), which);
    }

    Span season(When.SeasonOf said) {
        Season season = said.season();
        if (said.year() > 0) {
            return season(season, said.year());
        }
        boolean running = season == Season.WINTER && today.getMonthValue() < WINTER_IS_PAST;
        return said.which() == Which.THIS
                ? season(season, today.getYear() - (running ? 1 : 0))
                : yearly(year -> season(season, year), said.which());
    }

    private static Span season(Season season, int year) {
        return months(season.in(year), Season.MONTHS, Precision.SEASON);
    }

    Span holiday(When.HolidayOf said) {
        Holiday holiday = said.holiday();
        int year = said.year() > 0 ? said.year() : today.getYear();
        return said.year() > 0 || said.which() == Which.THIS
                ? Span.day(holiday.in(year))
                : yearly(each -> Span.day(holiday.in(each)), said.which());
    }

    private static Span months(LocalDate first, int count, Precision precision) {
        return Span.of(first, first.plusMonths(count), precision);
    }

    /**
     * LAST means the latest occurrence that is over. NEXT means the first that has not begun. UNSAID means the latest
     * that has begun or, in the future, the first that is not over.
     */
    private Span yearly(IntFunction<Span> ofYear, Which which) {
        boolean forward = which == Which.NEXT || (which == Which.UNSAID && future);
        int step = forward ? 1 : -1;
        int year = today.getYear() - 2 * step;
        while (!meant(ofYear.apply(year), which)) {
            year += step;
        }
        return ofYear.apply(year);
    }

    private boolean meant(Span span, Which which) {
        return switch (which) {
            case LAST -> !span.dayAfter().isAfter(today);
            case NEXT, THIS -> span.firstDay().isAfter(today);
            case UNSAID ->
                future ? span.dayAfter().isAfter(today) : !span.firstDay().isAfter(today);
        };
    }
}
