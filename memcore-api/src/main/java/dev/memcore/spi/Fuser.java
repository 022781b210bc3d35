package dev.memcore.spi;

import java.util.List;

/**
 * Makes one ranking out of several signals.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads.
 *   <li><b>Determinism.</b> A pure function of the table; equal scores keep the order of the candidates.
 * </ul>
 */
public interface Fuser {
    /** Whether a signal of this name can matter. What no fuser uses is not computed. */
    default boolean uses(String signal) {
        return true;
    }

    /** All candidates of the table, best first. O(candidates x signals), and a sort. */
    List<Fused> fuse(SignalTable table);

    /** The scores alone, by candidate: what {@link #fuse} gives them. For stages that come before the ranking. */
    default double[] scores(SignalTable table) {
        double[] scores = new double[table.candidates()];
        fuse(table).forEach(fused -> scores[fused.candidate()] = fused.score());
        return scores;
    }
}
