package dev.memcore.papers.replay;

import java.util.List;

/**
 * Chooses memories for replay. Pure: the same candidates and seed give the same choice. Safe for use by several
 * threads.
 */
@FunctionalInterface
public interface ReplaySampler {
    /**
     * Chooses without repetition.
     *
     * @param candidates in any order, of one length of vectors
     * @param k the number to choose, not negative; if there are fewer candidates, all are chosen
     * @param seed the seed of the random numbers; ignored by deterministic samplers
     * @return the chosen ones, in the order of the candidates
     */
    List<ReplayCandidate> choose(List<ReplayCandidate> candidates, int k, long seed);
}
