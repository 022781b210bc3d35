package dev.memcore.bench.simulate.trace;

/**
 * How large a generated trace is, and how uneven.
 *
 * @param items how many items are asked for again and again, at least 20
 * @param steps how many steps there are, at least one for each item
 * @param exponent of Zipf's law, not negative; near 1 for words, pages and many caches
 */
public record TraceSize(int items, int steps, double exponent) {}
