package dev.memcore.retrieval.query;

import java.time.temporal.ChronoUnit;

/** A unit of time as people count it. */
enum Unit {
    MINUTE(ChronoUnit.MINUTES, 1, Precision.MINUTE),
    HOUR(ChronoUnit.HOURS, 1, Precision.HOUR),
    DAY(ChronoUnit.DAYS, 1, Precision.DAY),
    WEEKEND(ChronoUnit.DAYS, 7, Precision.WEEKEND),
    WEEK(ChronoUnit.DAYS, 7, Precision.WEEK),
    MONTH(ChronoUnit.MONTHS, 1, Precision.MONTH),
    QUARTER(ChronoUnit.MONTHS, 3, Precision.SEASON),
    YEAR(ChronoUnit.YEARS, 1, Precision.YEAR),
    DECADE(ChronoUnit.YEARS, 10, Precision.DECADE),
    CENTURY(ChronoUnit.YEARS, 100, Precision.CENTURY);

    /** What this unit is a multiple of. */
    final ChronoUnit step;

    /** How many steps make one of this unit. */
    final int steps;

    final Precision precision;

    Unit(ChronoUnit step, int steps, Precision precision) {
        this.step = step;
        this.steps = steps;
        this.precision = precision;
    }

    /** Whether it is counted in clock time rather than in days. */
    boolean shorterThanDay() {
        return compareTo(DAY) < 0;
    }
}
