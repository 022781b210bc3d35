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

/** A time as a text says it, before it is known when the text was said. What each shape means is {@link TimeResolver}'s. */
sealed interface When {
    /** Whether the time depends on when the text was said. */
    boolean relative();

    /** A date; what is not said is 0. At least one part is said. */
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

    /** So many days from today: yesterday is -1. */
    record Day(int offset) implements When {
        @Override
        public boolean relative() {
            return true;
        }
    }

    /** Last Friday, this weekend, next month: one of the things that come again. */
    record Recurring(Cycle cycle, Which which) implements When {
        @Override
        public boolean relative() {
            return true;
        }
    }

    /** Last August. */
    record NamedMonth(Month month, Which which) implements When {
        @Override
        public boolean relative() {
            return true;
        }
    }

    /** Last summer, or with a year (else 0) the summer of 2022. */
    record SeasonOf(Season season, int year, Which which) implements When {
        @Override
        public boolean relative() {
            return year == 0;
        }
    }

    /** Last Christmas, or with a year (else 0) Christmas 2022. */
    record HolidayOf(Holiday holiday, int year, Which which) implements When {
        @Override
        public boolean relative() {
            return year == 0;
        }
    }

    /** Three weeks ago, or in three weeks. */
    record Away(Length length, boolean past) implements When {
        @Override
        public boolean relative() {
            return true;
        }
    }

    /** The last three days, the next three days: all of them, up to or from now. */
    record Stretch(Length length, boolean past) implements When {
        @Override
        public boolean relative() {
            return true;
        }
    }

    /** The evening of a day. */
    record PartOf(When day, DayPart part) implements When {
        @Override
        public boolean relative() {
            return day.relative();
        }
    }

    /** A time of day; of today, if no day is said. The minute is -1 if only the hour is said. */
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

    /** Part {@code index}, from 0, of {@code count} equal ones: early May is 0 of 3, the second half 1 of 2. */
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

    /** The n-th Friday, week or weekend of something longer, from 1; {@link #LAST}: the last one. */
    record Nth(int n, Cycle cycle, When whole) implements When {
        static final int LAST = -1;

        @Override
        public boolean relative() {
            return whole.relative();
        }
    }

    /** The week, the Friday, the weekend right before or after something. */
    record Beside(Cycle cycle, boolean before, When base) implements When {
        @Override
        public boolean relative() {
            return base.relative();
        }
    }

    /** Two weeks before or after something. */
    record Offset(Length length, boolean before, When base) implements When {
        @Override
        public boolean relative() {
            return base.relative();
        }
    }

    /** The week of a day, its weekend. */
    record Around(Unit unit, When base) implements When {
        @Override
        public boolean relative() {
            return base.relative();
        }
    }

    /** Since, after, before or until something. */
    record Open(Side side, When base) implements When {
        @Override
        public boolean relative() {
            return base.relative();
        }
    }

    /** From something to something; both belong to it. */
    record Between(When first, When last) implements When {
        @Override
        public boolean relative() {
            return first.relative() || last.relative();
        }
    }

    /** Which side of a time is open, and whether the time itself belongs to it. */
    enum Side {
        SINCE,
        AFTER,
        BEFORE,
        UNTIL
    }

    /** What comes again and again: a unit of time or, if one is named, a day of the week. */
    record Cycle(Unit unit, @Nullable DayOfWeek weekday) {
        static Cycle of(Unit unit) {
            return new Cycle(unit, null);
        }

        static Cycle of(DayOfWeek weekday) {
            return new Cycle(Unit.WEEK, weekday);
        }
    }

    /** A holiday whose date follows from the year, as the United States keep it. */
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
     * A length of time as people say it: "three weeks", "a few days".
     *
     * @param least the least number of units that it means, 1 or more
     * @param most the greatest, at least {@code least}
     * @param unit what is counted
     */
    record Length(int least, int most, Unit unit) {}
}
