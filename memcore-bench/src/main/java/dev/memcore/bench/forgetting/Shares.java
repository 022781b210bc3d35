package dev.memcore.bench.forgetting;

import dev.memcore.cli.console.BadInput;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The shares of memories that are removed.
 *
 * @param all in ascending order
 * @param decisive those at which chance has {@value #DRAWS} draws, and gists are left; at the others it has one
 */
record Shares(List<Double> all, List<Double> decisive) {
    static final Shares CURVE = new Shares(List.of(0.1, 0.2, 0.3, 0.34, 0.4, 0.5, 0.6, 0.7, 0.8), List.of(0.34, 0.5));

    private static final int DRAWS = 5;

    static Shares of(List<Double> shares) {
        if (shares.stream().anyMatch(share -> !(share > 0 && share < 1))) {
            throw new BadInput("shares must lie between 0 and 1, but are " + shares);
        }
        List<Double> ascending = shares.stream().sorted().toList();
        return new Shares(ascending, ascending);
    }

    /** The seeds of what goes by chance. */
    List<Long> seeds(double share, long first) {
        return LongStream.range(first, first + (decisive.contains(share) ? DRAWS : 1))
                .boxed()
                .toList();
    }
}
