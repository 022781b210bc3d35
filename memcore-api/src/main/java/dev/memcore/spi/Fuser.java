package dev.memcore.spi;

import java.util.List;

/**
 * Combines several signals into one ranking.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads.
 *   <li><b>Determinism.</b> A pure function of the table. Candidates with equal scores keep their order.
 * </ul>
 */
public interface Fuser {
    /** Returns whether the fuser uses a signal. A signal that the fuser does not use is not computed. */
    default boolean uses(String signal) {
        return true;
    }

    /** Returns all candidates of the table, best first. O(candidates x signals), and a sort. */
    List<Fused> fuse(SignalTable table);

    /** Returns the scores of {@link #fuse} by candidate, for stages before the ranking. */
    default double[] scores(SignalTable table) {
        double[] scores = new double[table.candidates()];
        fuse(table).forEach(fused -> scores[fused.candidate()] = fused.score());
        return scores;
    }
}
