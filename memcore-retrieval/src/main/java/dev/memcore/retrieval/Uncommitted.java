package dev.memcore.retrieval;

import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.storage.Memtable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the index was given since its last commit: it is given it again if it must go back to that commit. Bounded by the
 * commits, which come after so many versions. For the indexer's thread.
 */
final class Uncommitted {
    private final List<Memtable.Entry> entries = new ArrayList<>();
    private final Map<MemoryId, Integer> dropped = new HashMap<>();

    void indexed(Memtable work) {
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
    Memtable before(Memtable waiting, long committed) {
        List<Memtable.Entry> all = new ArrayList<>();
        entries.stream().filter(entry -> entry.sequence() > committed).forEach(all::add);
        waiting.forEach(all::add);
        return Memtable.of(all, waiting.through());
    }

    int size() {
        return entries.size();
    }

    void committed() {
        entries.clear();
        dropped.clear();
    }
}
