package dev.memcore.retrieval.query;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

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
