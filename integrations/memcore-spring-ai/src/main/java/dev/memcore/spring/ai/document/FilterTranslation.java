package dev.memcore.spring.ai.document;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.Condition;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.vectorstore.filter.Filter;

/**
 * Translates filter expressions of Spring AI into conditions of memcore, which the index evaluates. Keys and values are
 * passed as typed values, never as text of a query language, so they need no escaping.
 */
public final class FilterTranslation {
    private FilterTranslation() {}

    /**
     * Returns the condition that an expression means. A document without the key of a comparison does not match it, and
     * matches its negation ({@code !=}, {@code NIN}, {@code NOT}). A text in the form of ISO 8601, such as {@code
     * 2026-01-31T00:00:00Z}, also matches a moment, and can be the bound of a range.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the expression has no meaning; {@link
     *     ErrorCode#LIMIT_EXCEEDED} if it has more levels, leaves or values than a {@link Condition} allows
     */
    public static Condition of(Filter.Expression expression) {
        return expression(expression, 1);
    }

    private static Condition operand(Filter.@Nullable Operand operand, int level) {
        if (level > Condition.MAX_DEPTH) {
            throw MemoryException.of(
                    ErrorCode.LIMIT_EXCEEDED,
                    "a filter expression has more than " + Condition.MAX_DEPTH + " levels",
                    null);
        }
        return switch (present(operand)) {
            case Filter.Group group -> operand(group.content(), level);
            case Filter.Expression expression -> expression(expression, level);
            default -> throw Arguments.invalid("a filter expression has " + operand + " in the place of a condition");
        };
    }

    private static Condition expression(Filter.Expression expression, int level) {
        return switch (expression.type()) {
            case AND -> new Condition.And(chain(expression, level));
            case OR -> new Condition.Or(chain(expression, level));
            case NOT -> Condition.not(operand(expression.left(), level + 1));
            case EQ -> in(expression, List.of(value(expression)));
            case NE -> Condition.not(in(expression, List.of(value(expression))));
            case IN -> in(expression, values(expression));
            case NIN -> Condition.not(in(expression, values(expression)));
            case GT -> Condition.attribute(name(expression)).greaterThan(bound(expression));
            case GTE -> Condition.attribute(name(expression)).atLeast(bound(expression));
            case LT -> Condition.attribute(name(expression)).lessThan(bound(expression));
            case LTE -> Condition.attribute(name(expression)).atMost(bound(expression));
            case ISNULL -> Condition.not(Condition.attribute(name(expression)).exists());
            case ISNOTNULL -> Condition.attribute(name(expression)).exists();
        };
    }

    /** The operands of a chain such as {@code a && b && c}, which Spring AI nests, so that it does not become a deep tree. */
    private static List<Condition> chain(Filter.Expression chain, int level) {
        List<Condition> conditions = new ArrayList<>();
        Deque<Filter.Operand> open = new ArrayDeque<>();
        open.push(chain);
        while (!open.isEmpty()) {
            Filter.Operand next = open.pop();
            Filter.Operand inner = next instanceof Filter.Group group ? group.content() : next;
            if (inner instanceof Filter.Expression same && same.type() == chain.type()) {
                open.push(present(same.right()));
                open.push(present(same.left()));
            } else {
                conditions.add(operand(inner, level + 1));
                Arguments.atMost(conditions.size(), Condition.MAX_LEAVES, "the number of comparisons of a filter");
            }
        }
        return conditions;
    }

    private static Filter.Operand present(Filter.@Nullable Operand operand) {
        return Arguments.present(operand, "an operand of a filter expression");
    }

    private static Condition in(Filter.Expression expression, Collection<?> values) {
        Set<AttributeValue> wanted = new LinkedHashSet<>();
        for (Object value : values) {
            wanted.add(scalar(value, expression));
            moment(value).ifPresent(wanted::add);
        }
        return new Condition.AttributeIn(name(expression), wanted);
    }

    private static AttributeValue bound(Filter.Expression expression) {
        Object value = value(expression);
        return moment(value).orElseGet(() -> scalar(value, expression));
    }

    private static AttributeValue scalar(@Nullable Object value, Filter.Expression expression) {
        return DocumentAttributes.scalar(value)
                .orElseThrow(
                        () -> Arguments.invalid("a comparison with " + expression.left() + " takes a text, a number,"
                                + " a truth value or a date, but has "
                                + (value == null ? "null" : "a value of " + value.getClass())));
    }

    private static Optional<AttributeValue> moment(@Nullable Object value) {
        try {
            return value instanceof String text
                    ? Optional.of(new AttributeValue.Moment(Instant.parse(text)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String name(Filter.Expression expression) {
        if (expression.left() instanceof Filter.Key key) {
            return DocumentAttributes.name(key.key());
        }
        throw Arguments.invalid("a comparison must have a key on its left side, but has " + expression.left());
    }

    private static Object value(Filter.Expression expression) {
        if (expression.right() instanceof Filter.Value value && !(value.value() instanceof Collection)) {
            return value.value();
        }
        throw Arguments.invalid(
                expression.type() + " must have one value on its right side, but has " + expression.right());
    }

    private static Collection<?> values(Filter.Expression expression) {
        if (expression.right() instanceof Filter.Value value) {
            return value.value() instanceof Collection<?> values ? values : List.of(value.value());
        }
        throw Arguments.invalid(
                expression.type() + " must have values on its right side, but has " + expression.right());
    }
}
