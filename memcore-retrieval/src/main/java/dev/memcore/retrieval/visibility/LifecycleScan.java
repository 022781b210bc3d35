package dev.memcore.retrieval.visibility;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Snapshot;
import dev.memcore.spi.index.FactTimeline.Interval;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FilteredDocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * The memories in force in some tiers of one scope, for maintenance. Memories of {@linkplain VisibilityKey#HIDDEN
 * hidden} kinds are left out.
 */
final class LifecycleScan {
    private final IndexReader index;
    private final Query query;
    private final List<Memory> waiting;

    private LifecycleScan(IndexReader index, Query query, List<Memory> waiting) {
        this.index = index;
        this.query = query;
        this.waiting = waiting;
    }

    static LifecycleScan of(Snapshot snapshot, Scope scope, Set<Tier> tiers, Instant now) throws IOException {
        Map<MemoryId, Memory> newest = new LinkedHashMap<>();
        snapshot.tail()
                .newest(memory -> memory.scope().equals(scope))
                .forEach((id, entry) -> newest.put(id, entry.memory()));
        IndexReader index = snapshot.index();
        InvalidFacts invalid = InvalidFacts.at(Interval.at(now), index, leaf -> documents(leaf, scope), newest);
        List<Memory> waiting = newest.values().stream()
                .filter(memory -> memory.inForceAt(now)
                        && tiers.contains(memory.tier())
                        && !VisibilityKey.HIDDEN.contains(memory.kind())
                        && !invalid.contains(memory.id()))
                .toList();
        return new LifecycleScan(index, query(scope, tiers, newest.keySet(), now, invalid.query(index)), waiting);
    }

    private static DocIdSetIterator documents(LeafReader leaf, Scope scope) throws IOException {
        PostingsEnum documents = leaf.postings(new Term(MemoryDocument.SCOPE, Keys.of(scope)), PostingsEnum.NONE);
        Bits live = leaf.getLiveDocs();
        if (documents == null || live == null) {
            return documents == null ? DocIdSetIterator.empty() : documents;
        }
        return new FilteredDocIdSetIterator(documents) {
            @Override
            protected boolean match(int doc) {
                return live.get(doc);
            }
        };
    }

    private static Query query(Scope scope, Set<Tier> tiers, Set<MemoryId> replaced, Instant now, Query invalid) {
        BooleanQuery.Builder query = new BooleanQuery.Builder()
                .add(invalid, Occur.MUST_NOT)
                .add(MemoryDocument.passages(), Occur.MUST_NOT)
                .add(Filters.term(MemoryDocument.SCOPE, Keys.of(scope)), Occur.FILTER)
                .add(Filters.term(MemoryDocument.STATUS, Status.ACTIVE.name()), Occur.FILTER)
                .add(Filters.expired(now), Occur.MUST_NOT)
                .add(
                        Filters.anyOf(
                                MemoryDocument.KIND,
                                VisibilityKey.HIDDEN.stream().map(Kind::name).toList()),
                        Occur.MUST_NOT);
        if (tiers.size() < Tier.values().length) {
            query.add(
                    Filters.anyOf(
                            MemoryDocument.TIER, tiers.stream().map(Tier::name).toList()),
                    Occur.FILTER);
        }
        Filters.exclude(query, replaced);
        return query.build();
    }

    List<Memory> page(@Nullable MemoryId after, int limit) throws IOException {
        List<Memory> found = MemoryReads.indexed(index, query, after, limit, false);
        waiting.stream()
                .filter(memory -> after == null || memory.id().compareTo(after) > 0)
                .forEach(found::add);
        found.sort(Comparator.comparing(Memory::id));
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    long count() throws IOException {
        IndexSearcher searcher = new IndexSearcher(index);
        searcher.setQueryCache(null);
        return (long) searcher.count(query) + waiting.size();
    }
}
