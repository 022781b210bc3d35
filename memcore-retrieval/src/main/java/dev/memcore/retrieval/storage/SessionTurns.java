package dev.memcore.retrieval.storage;

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
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Finds the neighbours of a memory in one snapshot: the turns before and after it in its conversation. Turns with a
 * blank text are skipped. Turns come from the memtable if these suffice, otherwise from the index. For one thread.
 */
public final class SessionTurns {
    private final IndexSearcher searcher;
    private final @Nullable MemoryId greatestIndexed;
    private final Map<String, Waiting> waiting = new HashMap<>();
    private final Map<MemoryId, Neighbours> found = new HashMap<>();

    /**
     * The number of look-ups in one conversation that are made by a search. After these, all turns of the conversation
     * in the index are listed once, for all further look-ups.
     */
    private static final int SEARCHES = 4;

    /**
     * The waiting versions of one conversation, those of them that are active and not blank, and its turns in the
     * index.
     */
    private static final class Waiting {
        private final List<BytesRef> all = new ArrayList<>();
        private final TreeMap<MemoryId, Memory> active = new TreeMap<>();
        private int searches;
        private @Nullable NavigableMap<MemoryId, Integer> documents;
    }

    public SessionTurns(DirectoryReader index, Collection<Memtable.Entry> newest) {
        this.searcher = new IndexSearcher(index);
        searcher.setQueryCache(null);
        this.greatestIndexed = greatestId(index);
        newest.forEach(this::add);
    }

    private @Nullable String conversation(Memtable.Entry entry) {
        try {
            return entry.conversation(searcher.getIndexReader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Memtable.Entry entry) {
        Memory memory = entry.memory();
        String conversation = conversation(entry);
        if (conversation != null) {
            Waiting turns = waiting.computeIfAbsent(conversation, c -> new Waiting());
            turns.all.add(Keys.of(memory.id()));
            if (memory.status() == Status.ACTIVE && MemoryDocument.isContext(memory)) {
                turns.active.put(memory.id(), memory);
            }
        }
    }

    /** Returns the greatest id in an index, or null if it is empty. O(segments). */
    public static @Nullable MemoryId greatestId(DirectoryReader index) {
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

    public Neighbours of(Memtable.Entry entry) {
        return of(conversation(entry), entry.memory().id());
    }

    public Neighbours of(Memory memory) {
        return of(Keys.conversation(memory), memory.id());
    }

    private Neighbours of(@Nullable String conversation, MemoryId id) {
        if (conversation == null) {
            return Neighbours.NONE;
        }
        // All versions of a memory have the same neighbours.
        Neighbours known = found.get(id);
        if (known == null) {
            known = find(conversation, id);
            found.put(id, known);
        }
        return known;
    }

    /** Costs O(log waiting). If the index must be searched, also O(turns of the session). */
    private Neighbours find(String conversation, MemoryId id) {
        Waiting turns = waiting.get(conversation);
        Memory previous = turns == null ? null : value(turns.active.lowerEntry(id));
        Memory next = turns == null ? null : value(turns.active.higherEntry(id));
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

    private static <V> @Nullable V value(Map.@Nullable Entry<MemoryId, V> entry) {
        return entry == null ? null : entry.getValue();
    }

    private boolean newerThanIndex(MemoryId id) {
        return greatestIndexed == null || id.compareTo(greatestIndexed) > 0;
    }

    private @Nullable Memory indexed(String conversation, @Nullable Waiting turns, MemoryId from, boolean backwards) {
        try {
            if (turns == null) {
                return search(active(conversation, List.of()), from, backwards);
            }
            if (turns.documents == null && turns.searches++ < SEARCHES) {
                return search(active(conversation, turns.all), from, backwards);
            }
            if (turns.documents == null) {
                turns.documents = documents(active(conversation, turns.all));
            }
            Integer document = value(backwards ? turns.documents.lowerEntry(from) : turns.documents.higherEntry(from));
            return document == null ? null : read(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Query active(String conversation, List<BytesRef> waiting) {
        BooleanQuery.Builder query = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(MemoryDocument.CONVERSATION, conversation)), Occur.FILTER)
                .add(new TermQuery(new Term(MemoryDocument.STATUS, Status.ACTIVE.name())), Occur.FILTER)
                .add(new TermQuery(new Term(MemoryDocument.BLANK, MemoryDocument.NO_TEXT)), Occur.MUST_NOT);
        if (!waiting.isEmpty()) {
            query.add(new TermInSetQuery(MemoryDocument.ID, waiting), Occur.MUST_NOT);
        }
        return query.build();
    }

    private @Nullable Memory search(Query active, MemoryId from, boolean backwards) throws IOException {
        Sort order = new Sort(new SortField(MemoryDocument.ID, SortField.Type.STRING, backwards));
        FieldDoc after = Keys.after(searcher.getIndexReader(), from);
        TopDocs found = searcher.searchAfter(after, active, 1, order);
        return found.scoreDocs.length == 0 ? null : read(found.scoreDocs[0].doc);
    }

    private NavigableMap<MemoryId, Integer> documents(Query active) throws IOException {
        TreeMap<MemoryId, Integer> documents = new TreeMap<>();
        Weight weight = searcher.createWeight(searcher.rewrite(active), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            Scorer scorer = weight.scorer(leaf);
            Bits live = leaf.reader().getLiveDocs();
            SortedDocValues ids = DocValues.getSorted(leaf.reader(), MemoryDocument.ID);
            DocIdSetIterator found = scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
            for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
                if ((live == null || live.get(doc)) && ids.advanceExact(doc)) {
                    documents.put(Keys.id(ids.lookupOrd(ids.ordValue())), leaf.docBase + doc);
                }
            }
        }
        return documents;
    }

    private Memory read(int document) throws IOException {
        return new StoredMemory(searcher.storedFields().document(document)).memory();
    }
}
