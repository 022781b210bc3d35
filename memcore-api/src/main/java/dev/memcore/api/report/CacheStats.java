package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;

/**
 * How a cache on the heap was used since the store was opened.
 *
 * @param hits how many look-ups found an entry, 0 or more
 * @param misses how many did not, 0 or more
 * @param entries the number of entries now, about; 0 or more
 */
public record CacheStats(long hits, long misses, long entries) {
    /** Checks that no number is negative. */
    public CacheStats {
        Arguments.require(
                hits >= 0 && misses >= 0 && entries >= 0,
                "hits, misses and entries must not be negative, but are " + hits + ", " + misses + " and " + entries);
    }

    /** Returns the share of look-ups that found an entry, in [0, 1]; 1 if there were none. */
    public double hitRate() {
        return hits + misses == 0 ? 1 : (double) hits / (hits + misses);
    }
}
