package dev.memcore.spi;

import dev.memcore.api.check.Arguments;
import java.util.List;

/**
 * A candidate with its score.
 *
 * @param candidate its column in the {@link SignalTable}
 * @param score in [0, 1]
 * @param shares how much of the score each signal accounts for, in the order of the table's signals
 */
public record Fused(int candidate, double score, List<Double> shares) {
    /** Checks that there are shares. */
    public Fused {
        Arguments.present(shares, "shares");
    }
}
