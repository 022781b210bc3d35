package dev.memcore.retrieval.query;

/** How exactly a text says when, from the finest to the coarsest. Says nothing about the length of an interval. */
public enum Precision {
    MINUTE,
    HOUR,
    /** A morning, afternoon, evening or night. */
    PART_OF_DAY,
    DAY,
    WEEKEND,
    WEEK,
    MONTH,
    SEASON,
    YEAR,
    DECADE,
    CENTURY
}
