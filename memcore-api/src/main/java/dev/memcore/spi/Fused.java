package dev.memcore.spi;

import dev.memcore.api.check.Arguments;
import java.util.List;

/**
 * A candidate with its score.
 *
 * @param candidate the index of the candidate's column in the {@link SignalTable}
 * @param score the score in [0, 1], higher is better
 * @param shares the part of the score that each signal contributes, in the order of the table's signals
 */
public record Fused(int candidate, double score, List<Double> shares) {
    /** Checks that the shares are not null. */
    public Fused {
        Arguments.present(shares, "shares");
    }
}
