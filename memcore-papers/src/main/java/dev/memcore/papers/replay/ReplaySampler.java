package dev.memcore.papers.replay;

import java.util.List;

/** Chooses memories for replay. Pure: the same candidates and seed give the same choice. Safe for any number of threads. */
@FunctionalInterface
public interface ReplaySampler {
    /**
     * Chooses without repetition.
     *
     * @param candidates in any order, of one length of vectors
     * @param k how many, not negative; all, if there are no more
     * @param seed where chance begins; of no meaning to samplers without chance
     * @return in the order of the candidates
     */
    List<ReplayCandidate> choose(List<ReplayCandidate> candidates, int k, long seed);
}
