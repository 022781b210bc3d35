package dev.memcore.bench.simulate.trace;

/**
 * The size and skew of a generated trace.
 *
 * @param items the number of items that are requested repeatedly, at least 20
 * @param steps how many steps there are, at least one for each item
 * @param exponent of Zipf's law, not negative; near 1 for words, pages and many caches
 */
public record TraceSize(int items, int steps, double exponent) {}
