package dev.memcore.retrieval.query;

/** Which one of those that come again and again: last Friday, this summer, next month; or just Friday. */
enum Which {
    LAST,
    THIS,
    NEXT,
    UNSAID
}
