package dev.memcore.retrieval;

import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Tier;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** A {@link MemoryFilter} as a Lucene query, confined to what is visible and in force. */
final class Filters {
    private Filters() {}

    /**
     * The documents that may be returned.
     *
     * @param visible the wall
     * @param replaced memories of which the tail has a newer version: not to be found in the index
     */
    static Query of(VisibleQuery visible, MemoryFilter filter, Collection<MemoryId> replaced, Instant now) {
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(visible, Occur.FILTER);
        all.add(LongPoint.newRangeQuery(MemoryDocument.EXPIRES, Long.MIN_VALUE, now.toEpochMilli()), Occur.MUST_NOT);
        addTiers(all, filter);
        addAnyOf(all, MemoryDocument.KIND, filter.kinds());
        addAnyOf(all, MemoryDocument.SESSION, filter.sessions());
        filter.attributes()
                .forEach((name, value) -> all.add(
                        new TermQuery(new Term(MemoryDocument.ATTRIBUTE, Keys.attribute(name, value))), Occur.FILTER));
        if (filter.eventFrom() != null) {
            long from = filter.eventFrom().toEpochMilli();
            all.add(
                    LongPoint.newRangeQuery(MemoryDocument.EVENT_END, Math.addExact(from, 1), Long.MAX_VALUE),
                    Occur.FILTER);
        }
        if (filter.eventTo() != null) {
            long to = filter.eventTo().toEpochMilli();
            all.add(
                    LongPoint.newRangeQuery(MemoryDocument.EVENT_START, Long.MIN_VALUE, Math.subtractExact(to, 1)),
                    Occur.FILTER);
        }
        if (!replaced.isEmpty()) {
            List<BytesRef> ids = replaced.stream().map(Keys::of).toList();
            all.add(new TermInSetQuery(MemoryDocument.ID, ids), Occur.MUST_NOT);
        }
        return all.build();
    }

    private static void addTiers(BooleanQuery.Builder all, MemoryFilter filter) {
        for (Tier tier : Tier.values()) {
            if (!filter.tiers().contains(tier)) {
                all.add(new TermQuery(new Term(MemoryDocument.TIER, tier.name())), Occur.MUST_NOT);
            }
        }
    }

    private static void addAnyOf(BooleanQuery.Builder all, String field, Collection<String> names) {
        if (!names.isEmpty()) {
            all.add(new TermInSetQuery(field, names.stream().map(BytesRef::new).toList()), Occur.FILTER);
        }
    }
}
