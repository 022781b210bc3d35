package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Page;
import dev.memcore.api.Reader;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.jspecify.annotations.Nullable;

/** Memories in the order of their ids: what the index has and what waits, merged. */
final class Listing {
    private final VisibleDocs.Cached visibility;

    Listing(VisibleDocs.Cached visibility) {
        this.visibility = visibility;
    }

    Page page(Snapshot snapshot, Reader reader, MemoryFilter filter, @Nullable MemoryId after, int limit, Instant now)
            throws IOException {
        Map<MemoryId, TailEntry> newest = snapshot.tail().newest(reader::sees);
        Visible visible = new Visible(snapshot.index(), reader, visibility, List.of());
        Query query = Filters.of(visible.query(), filter, newest.keySet(), now);
        // One more than asked for tells whether there is a next page.
        List<Memory> found = indexed(snapshot.index(), query, after, limit + 1, false);
        newest.values().stream()
                .map(TailEntry::memory)
                .filter(memory -> memory.inForceAt(now) && filter.accepts(memory))
                .filter(memory -> after == null || memory.id().compareTo(after) > 0)
                .forEach(found::add);
        found.sort(Comparator.comparing(Memory::id));
        boolean more = found.size() > limit;
        List<Memory> page = found.subList(0, Math.min(limit, found.size()));
        return new Page(page, more ? page.getLast().id() : null);
    }

    static List<Memory> latest(Snapshot snapshot, Scope scope, String session, int limit, Instant now)
            throws IOException {
        Collection<TailEntry> waiting = snapshot.tail()
                .newest(memory ->
                        session.equals(memory.session()) && memory.scope().equals(scope))
                .values();
        Query query = new BooleanQuery.Builder()
                .add(term(MemoryDocument.SCOPED_SESSION, Keys.session(scope, session)), Occur.FILTER)
                .add(term(MemoryDocument.STATUS, Status.ACTIVE.name()), Occur.FILTER)
                .add(
                        new TermInSetQuery(
                                MemoryDocument.ID,
                                waiting.stream()
                                        .map(entry -> Keys.of(entry.memory().id()))
                                        .toList()),
                        Occur.MUST_NOT)
                .build();
        List<Memory> found = indexed(snapshot.index(), query, null, limit, true);
        waiting.forEach(entry -> found.add(entry.memory()));
        found.removeIf(memory -> !memory.inForceAt(now));
        found.sort(Comparator.comparing(Memory::id));
        return List.copyOf(found.subList(Math.max(0, found.size() - limit), found.size()));
    }

    private static TermQuery term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static List<Memory> indexed(
            DirectoryReader index, Query query, @Nullable MemoryId after, int limit, boolean newestFirst)
            throws IOException {
        IndexSearcher searcher = new IndexSearcher(index);
        searcher.setQueryCache(null);
        Sort order = new Sort(new SortField(MemoryDocument.ID, SortField.Type.STRING, newestFirst));
        FieldDoc from = after == null ? null : Keys.after(index, after);
        TopDocs top = searcher.searchAfter(from, query, limit, order);
        StoredFields stored = searcher.storedFields();
        List<Memory> found = new ArrayList<>();
        for (ScoreDoc hit : top.scoreDocs) {
            found.add(MemoryDocument.read(stored.document(hit.doc)));
        }
        return found;
    }
}
