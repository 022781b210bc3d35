package dev.memcore.retrieval.query;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** A resolved time in the speaker's local time: from the first moment to the first one after. */
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

    /** The day on which the interval has ended at its beginning, or ends within. */
    LocalDate dayAfter() {
        return to.toLocalDate();
    }
}
