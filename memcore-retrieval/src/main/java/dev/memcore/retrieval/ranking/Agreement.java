package dev.memcore.retrieval.ranking;

import java.util.Arrays;
import java.util.Collection;

/**
 * Finds the candidate that every source ranks first: the words, the vectors, the late interaction, and the character
 * n-grams, as far as they can be trusted with the query. Sources err in different ways, so what they agree on is seldom
 * wrong, although the texts around another candidate may speak for that one (docs/design/decisions.md).
 */
final class Agreement {
    /** With fewer sources there is nothing to agree on. */
    private static final int FEWEST_SOURCES = 2;

    private Agreement() {}

    /**
     * Returns 1 for the candidates that no other one precedes in any source, and 0 for all others. All are 0 if there
     * are fewer than {@value #FEWEST_SOURCES} sources.
     *
     * @param sources the values of each source for each candidate; NaN: it has none. O(sources x candidates)
     */
    static double[] of(Collection<double[]> sources, int candidates) {
        double[] agreed = new double[candidates];
        if (sources.size() < FEWEST_SOURCES) {
            return agreed;
        }
        Arrays.fill(agreed, 1);
        for (double[] row : sources) {
            double greatest = 0;
            for (double value : row) {
                greatest = value > greatest ? value : greatest; // false for NaN
            }
            for (int candidate = 0; candidate < candidates; candidate++) {
                boolean first = greatest > 0 && row[candidate] == greatest;
                agreed[candidate] = first ? agreed[candidate] : 0;
            }
        }
        return agreed;
    }
}
