package dev.memcore.langchain4j.segment;

import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThan;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotIn;
import dev.langchain4j.store.embedding.filter.logical.And;
import dev.langchain4j.store.embedding.filter.logical.Not;
import dev.langchain4j.store.embedding.filter.logical.Or;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.Condition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Translates filters of LangChain4j into conditions of memcore, which the index evaluates. */
public final class SegmentFilter {
    private SegmentFilter() {}

    /**
     * Returns the condition that a filter means. A segment without the key of a comparison does not match it, and
     * matches its negation.
     *
     * @throws UnsupportedOperationException for a filter that the index cannot evaluate: a range of texts, a part of a
     *     text, or a class of the host
     * @throws MemoryException {@link ErrorCode#LIMIT_EXCEEDED} if the filter has more levels, leaves or values than a
     *     {@link Condition} allows; {@link ErrorCode#INVALID_ARGUMENT} for a value of an unknown type
     */
    public static Condition of(Filter filter) {
        return condition(filter, 1);
    }

    private static Condition condition(Filter filter, int level) {
        Arguments.atMost(level, Condition.MAX_DEPTH, "the number of levels of a filter");
        return switch (filter) {
            case And and -> new Condition.And(chain(and, level));
            case Or or -> new Condition.Or(chain(or, level));
            case Not not -> Condition.not(condition(not.expression(), level + 1));
            case IsEqualTo is -> in(is.key(), List.of(is.comparisonValue()));
            case IsNotEqualTo is -> Condition.not(in(is.key(), List.of(is.comparisonValue())));
            case IsIn is -> in(is.key(), is.comparisonValues());
            case IsNotIn is -> Condition.not(in(is.key(), is.comparisonValues()));
            case IsGreaterThan is -> above(is.key(), is.comparisonValue(), false);
            case IsGreaterThanOrEqualTo is -> above(is.key(), is.comparisonValue(), true);
            case IsLessThan is -> below(is.key(), is.comparisonValue(), false);
            case IsLessThanOrEqualTo is -> below(is.key(), is.comparisonValue(), true);
            default ->
                throw new UnsupportedOperationException("memcore's index cannot evaluate a filter of the class "
                        + filter.getClass().getName());
        };
    }

    /** The operands of a chain such as {@code a and b and c}, which LangChain4j nests, so that the tree is not deep. */
    private static List<Condition> chain(Filter chain, int level) {
        List<Condition> conditions = new ArrayList<>();
        Deque<Filter> open = new ArrayDeque<>(List.of(chain));
        while (!open.isEmpty()) {
            Filter next = open.pop();
            if (next instanceof And and && chain instanceof And) {
                open.push(and.right());
                open.push(and.left());
            } else if (next instanceof Or or && chain instanceof Or) {
                open.push(or.right());
                open.push(or.left());
            } else {
                conditions.add(condition(next, level + 1));
                Arguments.atMost(conditions.size(), Condition.MAX_LEAVES, "the number of comparisons of a filter");
            }
        }
        return conditions;
    }

    private static Condition in(String key, Collection<?> values) {
        Set<AttributeValue> wanted = new LinkedHashSet<>();
        values.forEach(value -> wanted.add(SegmentMetadata.value(value, key)));
        return new Condition.AttributeIn(SegmentMetadata.name(key), wanted);
    }

    private static Condition above(String key, Object bound, boolean inclusive) {
        return new Condition.AttributeRange(
                SegmentMetadata.name(key), new Condition.Bound(number(key, bound), inclusive), null);
    }

    private static Condition below(String key, Object bound, boolean inclusive) {
        return new Condition.AttributeRange(
                SegmentMetadata.name(key), null, new Condition.Bound(number(key, bound), inclusive));
    }

    private static AttributeValue number(String key, Object bound) {
        if (bound instanceof Number) {
            return SegmentMetadata.value(bound, key);
        }
        throw new UnsupportedOperationException("memcore's index has ranges of numbers only, but the bound of " + key
                + " is a " + bound.getClass().getName());
    }
}
