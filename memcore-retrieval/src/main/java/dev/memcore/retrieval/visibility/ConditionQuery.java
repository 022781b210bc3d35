package dev.memcore.retrieval.visibility;

import dev.memcore.api.Role;
import dev.memcore.api.Status;
import dev.memcore.api.filter.Condition;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Converts a {@link Condition} to a Lucene query that matches the documents of exactly those versions that the
 * condition accepts.
 */
final class ConditionQuery {
    private ConditionQuery() {}

    static Query of(Condition condition) {
        return switch (condition) {
            case Condition.HasStatus(Set<Status> anyOf) -> Filters.anyOf(MemoryDocument.STATUS, Filters.names(anyOf));
            case Condition.HasRole(Set<Role> anyOf) -> Filters.anyOf(MemoryDocument.ROLE, Filters.names(anyOf));
            case Condition.HasSource(Set<String> anyOf) -> Filters.anyOf(MemoryDocument.SOURCE, anyOf);
            case Condition.InSession(Set<String> anyOf) -> Filters.anyOf(MemoryDocument.SESSION, anyOf);
            case Condition.Recorded recorded -> column(MemoryDocument.RECORDED, recorded.from(), recorded.to());
            case Condition.Created created -> column(MemoryDocument.CREATED, created.from(), created.to());
            case Condition.Happened range -> happened(range.from(), range.to());
            case Condition.HasAttribute(String name) -> Filters.term(MemoryDocument.ATTRIBUTE_NAME, name);
            case Condition.AttributeIn in ->
                Filters.anyOf(
                        MemoryDocument.ATTRIBUTE,
                        in.anyOf().stream()
                                .map(value -> Keys.attribute(in.name(), value))
                                .toList());
            case Condition.AttributeRange range ->
                MemoryDocument.attributeRange(range.name(), range.lower(), range.upper());
            case Condition.Not(Condition one) -> not(of(one));
            case Condition.And(var all) -> combined(all, Occur.FILTER);
            case Condition.Or(var anyOf) -> combined(anyOf, Occur.SHOULD);
        };
    }

    private static Query column(String field, @Nullable Instant from, @Nullable Instant to) {
        return isNever(to)
                ? new MatchNoDocsQuery("nothing comes before the first moment")
                : NumericDocValuesField.newSlowRangeQuery(field, first(from), last(to));
    }

    /** Returns a query for the events that overlap {@code [from, to)}. A null bound is open. */
    static Query happened(@Nullable Instant from, @Nullable Instant to) {
        if (isNever(to)) {
            return new MatchNoDocsQuery("nothing comes before the first moment");
        }
        BooleanQuery.Builder both = new BooleanQuery.Builder();
        if (from != null) {
            both.add(Filters.after(MemoryDocument.EVENT_END, from), Occur.FILTER);
        }
        if (to != null) {
            both.add(LongPoint.newRangeQuery(MemoryDocument.EVENT_START, Long.MIN_VALUE, last(to)), Occur.FILTER);
        }
        return both.build();
    }

    private static boolean isNever(@Nullable Instant to) {
        return to != null && to.toEpochMilli() == Long.MIN_VALUE;
    }

    private static long first(@Nullable Instant from) {
        return from == null ? Long.MIN_VALUE : from.toEpochMilli();
    }

    /** Returns the last millisecond before a moment, or the greatest one if the moment is null. */
    private static long last(@Nullable Instant to) {
        return to == null ? Long.MAX_VALUE : to.toEpochMilli() - 1;
    }

    private static Query not(Query query) {
        return new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(query, Occur.MUST_NOT)
                .build();
    }

    private static Query combined(Collection<Condition> conditions, Occur occur) {
        BooleanQuery.Builder combined = new BooleanQuery.Builder();
        conditions.forEach(condition -> combined.add(of(condition), occur));
        return combined.build();
    }
}
