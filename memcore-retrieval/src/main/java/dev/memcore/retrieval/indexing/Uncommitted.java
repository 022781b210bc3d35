package dev.memcore.retrieval.indexing;

import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.document.TailEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the index was given since its last commit: it is given it again if it must go back to that commit. Bounded by the
 * commits, which come after so many versions. For the indexer's thread.
 */
final class Uncommitted {
    private final List<TailEntry> entries = new ArrayList<>();
    private final Map<MemoryId, Integer> dropped = new HashMap<>();

    void indexed(Tail work) {
        work.forEach(entry -> entries.add(entry.bare()));
    }

    /** Versions before these were dropped. */
    void dropped(Map<MemoryId, Integer> firstKept) {
        firstKept.forEach((id, first) -> dropped.merge(id, first, Math::max));
    }

    /** The first versions that are kept, of memories of which others were dropped. */
    Map<MemoryId, Integer> dropped() {
        return dropped;
    }

    /** What comes after a commit, with what waits behind it. */
    Tail before(Tail waiting, long committed) {
        List<TailEntry> all = new ArrayList<>();
        entries.stream().filter(entry -> entry.sequence() > committed).forEach(all::add);
        waiting.forEach(all::add);
        return Tail.of(all, waiting.through());
    }

    int size() {
        return entries.size();
    }

    void committed() {
        entries.clear();
        dropped.clear();
    }
}
