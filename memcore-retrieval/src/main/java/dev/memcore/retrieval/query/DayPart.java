package dev.memcore.retrieval.query;

/** A part of the day. The bounds are where everyday use puts them; evening and night overlap, as they do in speech. */
enum DayPart {
    MORNING(5, 12),
    AFTERNOON(12, 17),
    EVENING(17, 23),
    NIGHT(18, 30);

    /** The first hour. */
    final int from;

    /** The hour after the last, counted on past midnight. */
    final int to;

    DayPart(int from, int to) {
        this.from = from;
        this.to = to;
    }
}
