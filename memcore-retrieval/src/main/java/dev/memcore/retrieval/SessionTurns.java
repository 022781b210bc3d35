package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import dev.memcore.spi.Neighbours;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The turns beside a memory, in one snapshot: from the waiting versions where they suffice, else from the index. For one
 * thread.
 */
final class SessionTurns {
    private final IndexSearcher searcher;
    private final @Nullable MemoryId greatestIndexed;
    private final Map<String, Waiting> waiting = new HashMap<>();

    /** The versions of one conversation that wait, and those of them that are in force. */
    private record Waiting(List<BytesRef> all, TreeMap<MemoryId, Memory> active) {}

    SessionTurns(DirectoryReader index, Collection<TailEntry> newest) {
        this.searcher = new IndexSearcher(index);
        searcher.setQueryCache(null);
        this.greatestIndexed = greatestId(index);
        newest.forEach(this::add);
    }

    private void add(TailEntry entry) {
        Memory memory = entry.memory();
        if (entry.conversation() != null) {
            Waiting turns =
                    waiting.computeIfAbsent(entry.conversation(), c -> new Waiting(new ArrayList<>(), new TreeMap<>()));
            turns.all().add(Keys.of(memory.id()));
            if (memory.status() == Status.ACTIVE) {
                turns.active().put(memory.id(), memory);
            }
        }
    }

    /** The greatest id in an index, or null. O(segments). */
    static @Nullable MemoryId greatestId(DirectoryReader index) {
        MemoryId greatest = null;
        try {
            for (LeafReaderContext leaf : index.leaves()) {
                SortedDocValues ids = leaf.reader().getSortedDocValues(MemoryDocument.ID);
                if (ids != null && ids.getValueCount() > 0) {
                    MemoryId id = Keys.id(ids.lookupOrd(ids.getValueCount() - 1));
                    greatest = greatest == null || id.compareTo(greatest) > 0 ? id : greatest;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return greatest;
    }

    Neighbours of(TailEntry entry) {
        return of(entry.conversation(), entry.memory().id());
    }

    Neighbours of(Memory memory) {
        return of(Keys.conversation(memory), memory.id());
    }

    /** O(log waiting), and O(session) where the index must be asked. */
    private Neighbours of(@Nullable String conversation, MemoryId id) {
        if (conversation == null) {
            return Neighbours.NONE;
        }
        Waiting turns = waiting.get(conversation);
        Memory previous = turns == null ? null : value(turns.active().lowerEntry(id));
        Memory next = turns == null ? null : value(turns.active().higherEntry(id));
        if (previous == null || !newerThanIndex(previous.id())) {
            Memory indexed = indexed(conversation, turns, id, true);
            boolean closer =
                    previous == null || (indexed != null && indexed.id().compareTo(previous.id()) > 0);
            previous = closer ? indexed : previous;
        }
        if (!newerThanIndex(id)) {
            Memory indexed = indexed(conversation, turns, id, false);
            boolean closer = next == null || (indexed != null && indexed.id().compareTo(next.id()) < 0);
            next = closer ? indexed : next;
        }
        return new Neighbours(previous, next);
    }

    private static @Nullable Memory value(Map.@Nullable Entry<MemoryId, Memory> entry) {
        return entry == null ? null : entry.getValue();
    }

    private boolean newerThanIndex(MemoryId id) {
        return greatestIndexed == null || id.compareTo(greatestIndexed) > 0;
    }

    private @Nullable Memory indexed(String conversation, @Nullable Waiting turns, MemoryId from, boolean backwards) {
        BooleanQuery.Builder query = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(MemoryDocument.CONVERSATION, conversation)), Occur.FILTER)
                .add(new TermQuery(new Term(MemoryDocument.STATUS, Status.ACTIVE.name())), Occur.FILTER);
        if (turns != null) {
            query.add(new TermInSetQuery(MemoryDocument.ID, turns.all()), Occur.MUST_NOT);
        }
        Sort order = new Sort(new SortField(MemoryDocument.ID, SortField.Type.STRING, backwards));
        FieldDoc after = Keys.after(searcher.getIndexReader(), from);
        try {
            TopDocs found = searcher.searchAfter(after, query.build(), 1, order);
            return found.scoreDocs.length == 0
                    ? null
                    : MemoryDocument.read(searcher.storedFields().document(found.scoreDocs[0].doc));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
