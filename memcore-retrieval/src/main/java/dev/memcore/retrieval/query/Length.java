package dev.memcore.retrieval.query;

/**
 * A length of time as people say it: "three weeks", "a few days".
 *
 * @param least the least number of units that it means, 1 or more
 * @param most the greatest, at least {@code least}
 * @param unit what is counted
 */
record Length(int least, int most, Unit unit) {}
