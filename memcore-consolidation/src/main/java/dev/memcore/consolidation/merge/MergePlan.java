package dev.memcore.consolidation.merge;

import dev.memcore.api.MemoryId;
import java.util.List;

/** Decides which memories of a tier are merged into one. Stateless, so safe for use by several threads. */
interface MergePlan {
    /** A short description of the merged memories, for names and reasons. */
    String what();

    /**
     * Whether memories of different sessions are merged from the beginning. If not, they are merged only when no merge
     * within a session is left. Messages are never merged across sessions, but memories merged from messages are.
     */
    boolean acrossSessions();

    /**
     * Returns merges that bring the tier closer to its target.
     *
     * @param target the number of mergeable memories to be left; may be 0, and may be unreachable
     * @param limit the maximum number of operations: one for each merge, and one for each of its parts
     * @param most the maximum number of parts of a merge
     * @return the parts of each merge, at least two, in order of time
     */
    List<List<MemoryId>> merges(Mergeable mergeable, int target, int limit, int most);
}
