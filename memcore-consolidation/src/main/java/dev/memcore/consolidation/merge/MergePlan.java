package dev.memcore.consolidation.merge;

import dev.memcore.api.MemoryId;
import java.util.List;

/** Decides which memories of a tier are merged into one. Stateless, so safe for use by several threads. */
interface MergePlan {
    /** What is merged, in a few words. */
    String what();

    /**
     * Whether memories of different sessions are merged from the beginning, rather than when nothing within a session is left to be
     * merged. Messages are never merged across sessions, but what was merged from messages is.
     */
    boolean acrossSessions();

    /**
     * The merges that bring the tier nearer to its target.
     *
     * @param target how many of the mergeable are to be left; may be 0, and may be out of reach
     * @param limit how many operations at most: for each merge one, and one for each of its parts
     * @param most how many parts a merge may have
     * @return for each merge its parts, two at least, in order of time
     */
    List<List<MemoryId>> merges(Mergeable mergeable, int target, int limit, int most);
}
