package dev.memcore.retrieval.query;

import java.time.LocalDate;

/** A season of the northern hemisphere, as meteorologists count it: whole months, three each. */
enum Season {
    SPRING(3),
    SUMMER(6),
    AUTUMN(9),
    WINTER(12);

    static final int MONTHS = 3;

    private final int firstMonth;

    Season(int firstMonth) {
        this.firstMonth = firstMonth;
    }

    /** The first day of the season that begins in the year: winter of 2022 begins in December 2022. */
    LocalDate in(int year) {
        return LocalDate.of(year, firstMonth, 1);
    }
}
