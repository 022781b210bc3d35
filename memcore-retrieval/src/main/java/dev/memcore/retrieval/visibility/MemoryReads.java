package dev.memcore.retrieval.visibility;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.fact.FactKey;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Snapshot;
import dev.memcore.spi.index.FactTimeline.Interval;
import dev.memcore.spi.index.ReadTime;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.jspecify.annotations.Nullable;

/** Reads memories without ranking: by history, fact key, reference or session, and in lists by id. Thread-safe. */
public final class MemoryReads {
    /** Above this limit the hits are counted first, so that Lucene allocates no more places than there are hits. */
    private static final int MANY = 10_000;

    private final VisibleDocsCache visibility;

    public MemoryReads(Visibility visibility) {
        this.visibility = visibility.documents();
    }

    /** Returns all retained versions of a memory, oldest first. */
    public List<Memory> history(Snapshot snapshot, MemoryId id) throws IOException {
        return Histories.of(snapshot, id);
    }

    /** Returns the version of a memory that was present at a moment of the past. */
    public Optional<Memory> at(Snapshot snapshot, MemoryId id, ReadTime time) throws IOException {
        return Histories.at(snapshot, id, time);
    }

    /** Returns the scopes of all memories. */
    public List<Scope> scopes(Snapshot snapshot) throws IOException {
        return Histories.scopes(snapshot);
    }

    /** Returns one page of the memories in force in some tiers of a scope, by id, for maintenance. */
    public List<Memory> inForce(
            Snapshot snapshot, Scope scope, Set<Tier> tiers, Instant now, @Nullable MemoryId after, int limit)
            throws IOException {
        return LifecycleScan.of(snapshot, scope, tiers, now).page(after, limit);
    }

    /** Returns the number of memories in force in some tiers of a scope. */
    public long countInForce(Snapshot snapshot, Scope scope, Set<Tier> tiers, Instant now) throws IOException {
        return LifecycleScan.of(snapshot, scope, tiers, now).count();
    }

    public Page page(
            Snapshot snapshot,
            Principal reader,
            MemoryFilter filter,
            @Nullable MemoryId after,
            int limit,
            ReadTime time)
            throws IOException {
        Instant now = time.at();
        Map<MemoryId, Memtable.Entry> waiting = snapshot.tail().standing(reader::sees, time);
        IndexReader index = snapshot.index(time);
        Interval facts = filter.whenever() ? null : Interval.at(filter.validAt() == null ? now : filter.validAt());
        InvalidFacts invalid = visibility.invalid(facts, index, VisibilityKey.ofFacts(reader, time), memories(waiting));
        VisibleQuery visible =
                new VisibleQuery(visibility.of(index, VisibilityKey.of(reader, filter, time), invalid, false));
        Interval others = filter.validAt() == null ? null : Interval.at(filter.validAt());
        Query query = Filters.of(visible, filter, waiting.keySet(), now, others);
        // One more than the limit, which tells whether there is a next page.
        List<Memory> found = indexed(index, query, after, limit + 1, false);
        merge(found, waiting, memory -> filter.lists(memory, now) && !invalid.contains(memory.id()), after);
        boolean more = found.size() > limit;
        List<Memory> page = found.subList(0, Math.min(limit, found.size()));
        return new Page(page, more ? page.getLast().id() : null);
    }

    private static Map<MemoryId, Memory> memories(Map<MemoryId, Memtable.Entry> waiting) {
        Map<MemoryId, Memory> memories = new HashMap<>();
        waiting.forEach((id, entry) -> memories.put(id, entry.memory()));
        return memories;
    }

    /**
     * Returns the keyed facts of a key that a reader sees, whatever their status.
     *
     * @param reader null: sees everything
     */
    public List<Memory> facts(Snapshot snapshot, @Nullable Principal reader, FactKey key, ReadTime time)
            throws IOException {
        Map<MemoryId, Memtable.Entry> waiting = snapshot.tail().standing(sees(reader), time);
        IndexReader index = snapshot.index(time);
        VisibleQuery facts = new VisibleQuery(visibility.of(index, VisibilityKey.ofFacts(reader, time)));
        Query having = Filters.term(
                MemoryDocument.ATTRIBUTE, Keys.attribute(Observation.KEY, new AttributeValue.Text(key.text())));
        BooleanQuery.Builder query =
                new BooleanQuery.Builder().add(facts, Occur.FILTER).add(having, Occur.FILTER);
        Filters.exclude(query, waiting.keySet());
        List<Memory> found = indexed(index, query.build(), null, Integer.MAX_VALUE, false);
        merge(found, waiting, memory -> key.equals(FactKey.of(memory.observation())), null);
        return List.copyOf(found);
    }

    /**
     * Returns the present versions, whatever their status, in the order of their ids.
     *
     * @param scope null: of all scopes
     * @param after only memories with a greater id; null: from the start
     */
    public List<Memory> scan(Snapshot snapshot, @Nullable Scope scope, @Nullable MemoryId after, int limit)
            throws IOException {
        Map<MemoryId, Memtable.Entry> waiting =
                snapshot.tail().newest(memory -> scope == null || memory.scope().equals(scope));
        Query ofScope = scope == null ? MatchAllDocsQuery.INSTANCE : Filters.term(MemoryDocument.SCOPE, Keys.of(scope));
        BooleanQuery.Builder query =
                new BooleanQuery.Builder().add(ofScope, Occur.FILTER).add(MemoryDocument.passages(), Occur.MUST_NOT);
        Filters.exclude(query, waiting.keySet());
        List<Memory> found = indexed(snapshot.index(), query.build(), after, limit, false);
        merge(found, waiting, memory -> true, after);
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    /**
     * Returns the memories that refer to a memory, whatever their status, in the order of their ids.
     *
     * @param reader null: sees everything
     */
    public List<Memory> referring(Snapshot snapshot, @Nullable Principal reader, MemoryId to, int limit, ReadTime time)
            throws IOException {
        Map<MemoryId, Memtable.Entry> waiting = snapshot.tail().standing(sees(reader), time);
        IndexReader index = snapshot.index(time);
        BooleanQuery.Builder query = new BooleanQuery.Builder()
                .add(any(index, reader), Occur.FILTER)
                .add(new TermQuery(new Term(MemoryDocument.REFERS, Keys.of(to))), Occur.FILTER);
        if (time.past()) {
            query.add(Filters.standingAt(time.at()), Occur.FILTER);
        }
        Filters.exclude(query, waiting.keySet());
        List<Memory> found = indexed(index, query.build(), null, limit, false);
        merge(found, waiting, memory -> MemoryDocument.references(memory).contains(to), null);
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    private static Predicate<Memory> sees(@Nullable Principal reader) {
        return reader == null ? memory -> true : reader::sees;
    }

    private VisibleQuery any(IndexReader index, @Nullable Principal reader) {
        return new VisibleQuery(visibility.of(index, VisibilityKey.ofAny(reader)));
    }

    private static void merge(
            List<Memory> found,
            Map<MemoryId, Memtable.Entry> waiting,
            Predicate<Memory> accepted,
            @Nullable MemoryId after) {
        waiting.values().stream()
                .map(Memtable.Entry::memory)
                .filter(memory -> after == null || memory.id().compareTo(after) > 0)
                .filter(accepted)
                .forEach(found::add);
        found.sort(Comparator.comparing(Memory::id));
    }

    /** Returns the newest memories in force of a session, oldest first. */
    public List<Memory> latest(Snapshot snapshot, Scope scope, String session, int limit, Instant now)
            throws IOException {
        // The tombstone of an erased memory no longer has its session.
        Collection<Memtable.Entry> waiting = snapshot.tail()
                .newest(memory -> memory.scope().equals(scope)
                        && (memory.status() == Status.ERASED || session.equals(memory.session())))
                .values();
        BooleanQuery.Builder query = new BooleanQuery.Builder()
                .add(Filters.term(MemoryDocument.SCOPED_SESSION, Keys.session(scope, session)), Occur.FILTER)
                .add(Filters.term(MemoryDocument.STATUS, Status.ACTIVE.name()), Occur.FILTER)
                .add(Filters.expired(now), Occur.MUST_NOT);
        Filters.exclude(
                query, waiting.stream().map(entry -> entry.memory().id()).toList());
        List<Memory> found = indexed(snapshot.index(), query.build(), null, limit, true);
        waiting.forEach(entry -> found.add(entry.memory()));
        found.removeIf(memory -> !memory.inForceAt(now));
        found.sort(Comparator.comparing(Memory::id));
        return List.copyOf(found.subList(Math.max(0, found.size() - limit), found.size()));
    }

    static List<Memory> indexed(
            IndexReader index, Query query, @Nullable MemoryId after, int limit, boolean newestFirst)
            throws IOException {
        IndexSearcher searcher = new IndexSearcher(index);
        searcher.setQueryCache(null);
        Sort order = new Sort(new SortField(MemoryDocument.ID, SortField.Type.STRING, newestFirst));
        FieldDoc from = after == null ? null : Keys.after(index, after);
        // Lucene allocates a place for each requested hit, even if there are fewer hits.
        int most = limit <= MANY ? limit : Math.min(limit, Math.max(1, searcher.count(query)));
        TopDocs top = searcher.searchAfter(from, query, most, order);
        return StoredDocuments.read(index, top.scoreDocs);
    }
}
