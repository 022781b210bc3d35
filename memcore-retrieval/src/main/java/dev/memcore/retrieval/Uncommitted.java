package dev.memcore.retrieval;

import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.storage.Memtable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes of the index since its last commit. They are applied again if the index must return to that commit. The
 * number of versions is bounded, because the indexer commits after a fixed number. Used only by the indexer's thread.
 */
final class Uncommitted {
    private final List<Memtable.Entry> entries = new ArrayList<>();
    private final Map<MemoryId, Integer> dropped = new HashMap<>();

    void indexed(Memtable work) {
        work.forEach(entry -> entries.add(entry.bare()));
    }

    /** Records that the versions before these were dropped. */
    void dropped(Map<MemoryId, Integer> firstKept) {
        firstKept.forEach((id, first) -> dropped.merge(id, first, Math::max));
    }

    /** For each memory with dropped versions, the first version that was kept. */
    Map<MemoryId, Integer> dropped() {
        return dropped;
    }

    /**
     * Returns all versions after a commit: those that were indexed since then, followed by those that wait.
     *
     * @param committed the sequence of the commit
     */
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
