package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.MemoryDocument.Replacement;
import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Projector.Subject;
import dev.memcore.retrieval.storage.SessionTurns;
import dev.memcore.retrieval.storage.StoredMemory;
import dev.memcore.spi.Neighbours;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a batch of waiting versions changes in the two Lucene indexes. The last version of each memory
 * becomes present. Every other version, and the version that was present before, becomes past. An erased memory has no
 * past versions. The views of a turn depend on the adjacent turns, so the documents of the neighbours of changed turns
 * are written again. For one thread.
 */
final class Changes {
    private final IndexSnapshot now;
    private final Map<MemoryId, Memtable.Entry> waiting;
    private final SessionTurns turns;
    private final Map<MemoryId, Memtable.Entry> last = new LinkedHashMap<>();
    private final Map<MemoryId, Subject> present = new LinkedHashMap<>();
    private final Map<BytesRef, Past> past = new LinkedHashMap<>();
    private final Set<MemoryId> erased = new LinkedHashSet<>();

    /** A version that was replaced. */
    record Past(Subject subject, Replacement replacement) {}

    private Changes(IndexSnapshot now) {
        this.now = now;
        this.waiting = now.tail().newest(memory -> true);
        this.turns = new SessionTurns(now.index(), waiting.values());
    }

    static Changes of(Memtable work, IndexSnapshot now) throws IOException {
        Changes changes = new Changes(now);
        changes.collectErased(work);
        changes.collectPast(work);
        changes.last.values().forEach(changes::collectPresent);
        Map<MemoryId, Integer> gone = new HashMap<>();
        changes.erased.forEach(id -> gone.put(id, Integer.MAX_VALUE));
        changes.collectBeside(gone);
        return changes;
    }

    /**
     * Returns the changes of the documents whose views were built with versions that are to be dropped.
     *
     * @param firstKept for each affected memory, the first version that stays
     */
    static Changes without(Map<MemoryId, Integer> firstKept, IndexSnapshot now) throws IOException {
        Changes changes = new Changes(now);
        changes.collectBeside(firstKept);
        return changes;
    }

    private void collectErased(Memtable work) {
        work.forEach(entry -> {
            if (entry.memory().status() == Status.ERASED) {
                erased.add(entry.memory().id());
            }
        });
    }

    private void collectPast(Memtable work) throws IOException {
        List<Memtable.Entry> entries = new ArrayList<>();
        work.forEach(entries::add);
        for (Memtable.Entry entry : entries) {
            MemoryId id = entry.memory().id();
            Memtable.Entry before = last.put(id, entry);
            Memory replaced = before != null ? before.memory() : indexed(entry);
            if (replaced != null && !erased.contains(id)) {
                add(replaced, Replacement.by(entry.memory()));
            }
        }
    }

    private void add(Memory replaced, Replacement replacement) {
        past.put(Keys.version(replaced.id(), replaced.version()), new Past(subject(replaced), replacement));
    }

    private @Nullable Memory indexed(Memtable.Entry first) throws IOException {
        return first.isFirst() || erased.contains(first.memory().id())
                ? null
                : StoredMemory.find(now.index(), first.memory().id());
    }

    private void collectPresent(Memtable.Entry entry) {
        Neighbours neighbours = turns.of(entry);
        present.put(entry.memory().id(), new Subject(entry.memory(), neighbours, entry));
        again(neighbours.previous());
        again(neighbours.next());
    }

    /**
     * Adds an indexed neighbour of a changed memory, so that its views are built again. A neighbour that waits in the
     * memtable is skipped, because it is indexed with new views anyway.
     */
    private void again(@Nullable Memory neighbour) {
        if (neighbour != null && !waiting.containsKey(neighbour.id()) && !present.containsKey(neighbour.id())) {
            present.put(neighbour.id(), subject(neighbour));
        }
    }

    private void collectBeside(Map<MemoryId, Integer> firstKept) throws IOException {
        Keys.versionsBefore(now.readers().all(), MemoryDocument.BESIDE, firstKept, (leaf, at) -> {
            Bits live = leaf.reader().getLiveDocs();
            PostingsEnum beside = at.postings(null, PostingsEnum.NONE);
            for (int doc = beside.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = beside.nextDoc()) {
                if (live == null || live.get(doc)) {
                    collectBeside(leaf.reader(), doc, firstKept);
                }
            }
        });
    }

    private void collectBeside(LeafReader leaf, int doc, Map<MemoryId, Integer> firstKept) throws IOException {
        Memory memory = new StoredMemory(leaf.storedFields().document(doc)).memory();
        Replacement replacement = Replacement.of(leaf, doc);
        boolean stays = memory.version() >= firstKept.getOrDefault(memory.id(), 0);
        if (replacement == null && stays) {
            again(memory);
        } else if (replacement != null && stays) {
            add(memory, replacement);
        }
    }

    private Subject subject(Memory memory) {
        return new Subject(memory, turns.of(memory));
    }

    /** The memories whose documents are written to the index of present versions. */
    List<Subject> present() {
        return List.copyOf(present.values());
    }

    /** The replaced versions whose documents are written to the history index. */
    List<Past> past() {
        return List.copyOf(past.values());
    }

    /** The erased memories. All their documents in the history index are deleted. */
    Set<MemoryId> erased() {
        return erased;
    }

    /** Whether the index has no document of a memory yet. */
    boolean isNew(Memory memory) {
        return memory.version() == 1 && waiting.containsKey(memory.id());
    }
}
