package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.Lexicon.DayPart;
import dev.memcore.retrieval.query.date.Lexicon.Season;
import dev.memcore.retrieval.query.date.Lexicon.Unit;
import dev.memcore.retrieval.query.date.Lexicon.Which;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention.Precision;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * A time as a text states it, before it is known when the text was said. {@link TimeResolver} defines the meaning of
 * each form.
 */
sealed interface When {
    /** Whether the time depends on when the text was said. */
    boolean relative();

    /** A date. Parts that are not stated are 0. At least one part is stated. */
    record Date(int year, int month, int day) implements When {
        @Override
        public boolean relative() {
            return year == 0;
        }

        Date withYear(int other) {
            return new Date(other, month, day);
        }
    }

    /** A run of years with a name: a decade, a century. */
    record Years(int first, int count, Precision precision) implements When {
        @Override
        public boolean relative() {
            return false;
        }
    }

    /** A day, by its distance from today in days: yesterday is -1. */
    record Day(int offset) implements When {
        @Override
        public boolean relative() {
            return true;
        }
    }

    /** One occurrence of a recurring time: last Friday, this weekend, next month. */
    record Recurring(Cycle cycle, Which which) implements When {
        @Override
        public boolean relative() {
            return true;
        }
    }

    /** A named month: last August. */
    record NamedMonth(Month month, Which which) implements When {
        @Override
        public boolean relative() {
            return true;
        }
    }

    /** A season: last summer or, with a year, the summer of 2022. The year is 0 if it is not stated. */
    record SeasonOf(Season season, int year, Which which) implements When {
        @Override
        public boolean relative() {
            return year == 0;
        }
    }

    /** A holiday: last Christmas or, with a year, Christmas 2022. The year is 0 if it is not stated. */
    record HolidayOf(Holiday holiday, int year, Which which) implements When {
        @Override
        public boolean relative() {
            return year == 0;
        }
    }

    /** A time at a distance from now: three weeks ago, in three weeks. */
    record Away(Length length, boolean past) implements When {
        @Override
        public boolean relative() {
            return true;
        }
    }

    /** All units up to now or from now on: the last three days, the next three days. */
    record Stretch(Length length, boolean past) implements When {
        @Override
        public boolean relative() {
            return true;
        }
    }

    /** A part of a day: the evening of 7 July. */
    record PartOf(When day, DayPart part) implements When {
        @Override
        public boolean relative() {
            return day.relative();
        }
    }

    /** A time of day, on today if no day is stated. The minute is {@link #UNSAID} if only the hour is stated. */
    record Clock(@Nullable When day, int hour, int minute) implements When {
        static final int UNSAID = -1;

        @Override
        public boolean relative() {
            return day == null || day.relative();
        }

        Clock on(When other) {
            return new Clock(other, hour, minute);
        }
    }

    /** One of {@code count} equal parts, by its index from 0: early May is 0 of 3, the second half is 1 of 2. */
    record Fraction(When whole, int index, int count) implements When {
        @Override
        public boolean relative() {
            return whole.relative();
        }
    }

    /** A relative time and the day on which it was said: "last Friday, as mentioned on 23 January 2022". */
    record SaidOn(When said, Date day) implements When {
        @Override
        public boolean relative() {
            return false;
        }
    }

    /** The n-th Friday, week or weekend of a longer time, from 1; {@link #LAST} for the last one. */
    record Nth(int n, Cycle cycle, When whole) implements When {
        static final int LAST = -1;

        @Override
        public boolean relative() {
            return whole.relative();
        }
    }

    /** The week, the Friday or the weekend right before or after another time. */
    record Beside(Cycle cycle, boolean before, When base) implements When {
        @Override
        public boolean relative() {
            return base.relative();
        }
    }

    /** A time at a distance before or after another time: two weeks before 9 June. */
    record Offset(Length length, boolean before, When base) implements When {
        @Override
        public boolean relative() {
            return base.relative();
        }
    }

    /** The unit around another time: the week or the weekend of a day. */
    record Around(Unit unit, When base) implements When {
        @Override
        public boolean relative() {
            return base.relative();
        }
    }

    /** An interval that is open on one side: since, after, before or until another time. */
    record Open(Side side, When base) implements When {
        @Override
        public boolean relative() {
            return base.relative();
        }
    }

    /** The interval from one time to another, both included. */
    record Between(When first, When last) implements When {
        @Override
        public boolean relative() {
            return first.relative() || last.relative();
        }
    }

    /** The open side of a time, and whether the time itself is included. */
    enum Side {
        SINCE,
        AFTER,
        BEFORE,
        UNTIL
    }

    /** A recurring time: a unit of time or, if one is named, a day of the week. */
    record Cycle(Unit unit, @Nullable DayOfWeek weekday) {
        static Cycle of(Unit unit) {
            return new Cycle(unit, null);
        }

        static Cycle of(DayOfWeek weekday) {
            return new Cycle(Unit.WEEK, weekday);
        }
    }

    /** A holiday whose date follows from the year, as in the United States. */
    enum Holiday {
        NEW_YEARS_DAY(1, 1),
        VALENTINES_DAY(2, 14),
        INDEPENDENCE_DAY(7, 4),
        HALLOWEEN(10, 31),
        THANKSGIVING(11, 0),
        CHRISTMAS_EVE(12, 24),
        CHRISTMAS(12, 25),
        NEW_YEARS_EVE(12, 31);

        private static final int FOURTH = 4;

        private final int month;
        private final int day;

        Holiday(int month, int day) {
            this.month = month;
            this.day = day;
        }

        LocalDate in(int year) {
            return this == THANKSGIVING
                    ? LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(FOURTH, DayOfWeek.THURSDAY))
                    : LocalDate.of(year, month, day);
        }
    }

    /**
     * A length of time as people state it: "three weeks", "a few days".
     *
     * @param least the least number of units that it means, 1 or more
     * @param most the greatest number of units, at least {@code least}
     * @param unit the unit that is counted
     */
    record Length(int least, int most, Unit unit) {}
}
