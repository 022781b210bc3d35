package dev.memcore.adapter.chat;

import dev.memcore.api.MemoryId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Merges two changes of the same window. */
final class WindowMerge {
    private WindowMerge() {}

    /**
     * Returns the merged window. Messages that either dropped are removed, and messages that either added are present. A
     * message added by the other keeps its predecessor, but is never put between a tool call and its results.
     *
     * @param seen the window that was changed
     * @param theirs the window that another made of it
     * @param mine the window that the caller made of it
     * @param results the messages of {@code mine} that are results of tools
     */
    static List<MemoryId> of(
            List<MemoryId> seen, List<MemoryId> theirs, List<MemoryId> mine, Collection<MemoryId> results) {
        Set<MemoryId> common = new HashSet<>(seen);
        Set<MemoryId> present = new HashSet<>(theirs);
        List<MemoryId> merged = new ArrayList<>(mine.size());
        for (MemoryId id : mine) {
            if (present.contains(id) || !common.contains(id)) {
                merged.add(id);
            }
        }
        common.addAll(mine);
        Set<MemoryId> following = new HashSet<>(results);
        int at = 0;
        for (MemoryId id : theirs) {
            int here = merged.indexOf(id);
            if (here >= 0) {
                at = here + 1;
            } else if (!common.contains(id)) {
                while (at < merged.size() && following.contains(merged.get(at))) {
                    at++;
                }
                merged.add(at++, id);
            }
        }
        return merged;
    }
}
