package dev.memcore.retrieval.visibility;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.spi.index.FactTimeline.Interval;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Converts a {@link MemoryFilter} to a Lucene query that matches only visible and unexpired documents. The filter's
 * kinds and tiers are not part of the query, but of the {@link VisibilityKey}.
 */
final class Filters {
    private Filters() {}

    /**
     * Returns a query for the documents that may be returned.
     *
     * @param visible the documents that the reader may see
     * @param replaced memories of which the memtable has a newer version; their documents are excluded
     * @param now documents that have expired by this moment are excluded
     * @param time documents that state that they are valid at no moment of this interval are excluded; null: none is
     *     excluded for its validity
     */
    static Query of(
            VisibleQuery visible,
            MemoryFilter filter,
            Collection<MemoryId> replaced,
            Instant now,
            @Nullable Interval time) {
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(visible, Occur.FILTER);
        all.add(expired(now), Occur.MUST_NOT);
        if (!filter.sessions().isEmpty()) {
            all.add(anyOf(MemoryDocument.SESSION, filter.sessions()), Occur.FILTER);
        }
        filter.attributes()
                .forEach((name, value) ->
                        all.add(term(MemoryDocument.ATTRIBUTE, Keys.attribute(name, value)), Occur.FILTER));
        if (filter.eventFrom() != null || filter.eventTo() != null) {
            all.add(ConditionQuery.happened(filter.eventFrom(), filter.eventTo()), Occur.FILTER);
        }
        if (time != null) {
            all.add(LongPoint.newRangeQuery(MemoryDocument.VALID_FROM, time.to(), Long.MAX_VALUE), Occur.MUST_NOT);
            all.add(LongPoint.newRangeQuery(MemoryDocument.VALID_TO, Long.MIN_VALUE, time.from()), Occur.MUST_NOT);
        }
        if (filter.condition() != null) {
            all.add(anyOf(MemoryDocument.STATUS, names(filter.listedStatuses())), Occur.FILTER);
            all.add(ConditionQuery.of(filter.condition()), Occur.FILTER);
        }
        exclude(all, replaced);
        exclude(all, filter.excluded());
        return all.build();
    }

    /**
     * Returns whether the validity that a memory states itself overlaps an interval. Returns true if the interval is
     * null.
     */
    static boolean isValid(Memory memory, @Nullable Interval time) {
        Instant from = memory.observation().validFrom();
        Instant to = memory.observation().validTo();
        return time == null
                || ((from == null || from.toEpochMilli() < time.to())
                        && (to == null || to.toEpochMilli() > time.from()));
    }

    /** Returns a query for those documents of a filter that have something to search. */
    static Query searched(Query filter) {
        return new BooleanQuery.Builder()
                .add(filter, Occur.FILTER)
                .add(term(MemoryDocument.BLANK, MemoryDocument.UNSEARCHED), Occur.MUST_NOT)
                .build();
    }

    /** Excludes memories from a query. */
    static void exclude(BooleanQuery.Builder all, Collection<MemoryId> ids) {
        if (!ids.isEmpty()) {
            all.add(
                    new TermInSetQuery(
                            MemoryDocument.ID, ids.stream().map(Keys::of).toList()),
                    Occur.MUST_NOT);
        }
    }

    /** Returns a query for the versions that had been recorded by a moment and not replaced by then. */
    static Query standingAt(Instant moment) {
        return new BooleanQuery.Builder()
                .add(recorded(MemoryDocument.RECORDED, moment), Occur.FILTER)
                .add(recorded(MemoryDocument.REPLACED, moment), Occur.MUST_NOT)
                .build();
    }

    private static Query recorded(String field, Instant moment) {
        return NumericDocValuesField.newSlowRangeQuery(field, Long.MIN_VALUE, moment.toEpochMilli());
    }

    /** Returns a query for the documents that have expired by a moment. */
    static Query expired(Instant now) {
        return notAfter(MemoryDocument.EXPIRES, now);
    }

    private static Query notAfter(String field, Instant moment) {
        return LongPoint.newRangeQuery(field, Long.MIN_VALUE, moment.toEpochMilli());
    }

    static Query after(String field, Instant moment) {
        long last = moment.toEpochMilli();
        return last == Long.MAX_VALUE
                ? new MatchNoDocsQuery("nothing comes after the last moment")
                : LongPoint.newRangeQuery(field, last + 1, Long.MAX_VALUE);
    }

    static List<String> names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).toList();
    }

    static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    static Query anyOf(String field, Collection<String> names) {
        return new TermInSetQuery(field, names.stream().map(BytesRef::new).toList());
    }
}
