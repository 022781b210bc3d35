package dev.memcore.api.filter;

import dev.memcore.api.check.Arguments;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Validates {@link Condition} trees and computes their properties. */
final class ConditionTree {
    private ConditionTree() {}

    static boolean namesStatus(Condition condition) {
        return condition instanceof Condition.HasStatus
                || children(condition).stream().anyMatch(ConditionTree::namesStatus);
    }

    private static List<Condition> children(Condition condition) {
        return switch (condition) {
            case Condition.Not(Condition one) -> List.of(one);
            case Condition.And(List<Condition> all) -> all;
            case Condition.Or(List<Condition> anyOf) -> anyOf;
            default -> List.of();
        };
    }

    /** Returns a copy of the operands of {@code and} or {@code or}. */
    static List<Condition> conditions(@Nullable List<Condition> conditions, String what) {
        List<Condition> copy = Arguments.list(conditions, "conditions");
        if (copy.isEmpty()) {
            throw Arguments.invalid(what + " needs at least one condition");
        }
        requireSize(copy);
        return copy;
    }

    /** Throws if a tree with these children has too many levels or leaves. */
    static void requireSize(List<Condition> children) {
        int depth = 1 + children.stream().mapToInt(ConditionTree::depth).max().orElse(0);
        Arguments.atMost(depth, Condition.MAX_DEPTH, "the number of levels of a condition");
        int leaves = children.stream().mapToInt(ConditionTree::leaves).sum();
        Arguments.atMost(leaves, Condition.MAX_LEAVES, "the number of leaves of a condition");
    }

    private static int depth(Condition condition) {
        return 1
                + children(condition).stream()
                        .mapToInt(ConditionTree::depth)
                        .max()
                        .orElse(0);
    }

    private static int leaves(Condition condition) {
        List<Condition> children = children(condition);
        return children.isEmpty()
                ? 1
                : children.stream().mapToInt(ConditionTree::leaves).sum();
    }

    static void requireValues(Collection<?> values, String what) {
        Arguments.allPresent(values, "the values of a condition on the " + what);
        if (values.isEmpty()) {
            throw Arguments.invalid("a condition on the " + what + " needs at least one value");
        }
        Arguments.atMost(values.size(), Condition.MAX_VALUES, "the number of values of a condition on the " + what);
    }

    static Set<String> names(Set<String> names, String what) {
        requireValues(names, what);
        Arguments.names(names, what);
        return Set.copyOf(names);
    }

    static void requireOrder(@Nullable Instant from, @Nullable Instant to) {
        if (from == null && to == null) {
            throw Arguments.invalid("a condition on a time needs a bound");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw Arguments.invalid("the end " + to + " of a condition must lie after its start " + from);
        }
    }

    static void requireBounds(String name, Condition.@Nullable Bound lower, Condition.@Nullable Bound upper) {
        if (lower == null && upper == null) {
            throw Arguments.invalid("a range of the attribute " + name + " needs a bound");
        }
        if (lower == null || upper == null) {
            return;
        }
        if (!AttributeOrder.comparable(lower.value(), upper.value())) {
            throw Arguments.invalid("the bounds of a range of the attribute " + name
                    + " must be two numbers or two moments, but are " + lower.value() + " and " + upper.value());
        }
        if (AttributeOrder.compare(lower.value(), upper.value()) > 0) {
            throw Arguments.invalid("the lower bound " + lower.value() + " of the attribute " + name
                    + " must not be greater than the upper bound " + upper.value());
        }
    }
}
