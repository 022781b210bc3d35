package dev.memcore.api.filter;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Status;
import dev.memcore.api.check.Moments;
import dev.memcore.api.fact.FactKey;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluates a {@link Condition} for a memory. */
final class ConditionEvaluation {
    private ConditionEvaluation() {}

    static boolean accepts(Condition condition, Memory memory) {
        Observation seen = memory.observation();
        return switch (condition) {
            case Condition.HasStatus(Set<Status> anyOf) -> anyOf.contains(memory.status());
            case Condition.HasRole(Set<Role> anyOf) -> seen.role() != null && anyOf.contains(seen.role());
            case Condition.HasSource(Set<String> anyOf) -> seen.source() != null && anyOf.contains(seen.source());
            case Condition.InSession(Set<String> anyOf) -> seen.session() != null && anyOf.contains(seen.session());
            case Condition.Recorded recorded -> Moments.within(recorded.from(), recorded.to(), memory.recordedAt());
            case Condition.Created created -> Moments.within(created.from(), created.to(), memory.createdAt());
            case Condition.Happened range -> happened(range.from(), range.to(), seen.eventTime());
            case Condition.HasAttribute(String name) -> seen.attributes().containsKey(name);
            case Condition.AttributeIn in -> isIn(in, seen);
            case Condition.AttributeRange range -> isWithin(range, seen);
            case Condition.Not(Condition one) -> !accepts(one, memory);
            case Condition.And(var all) -> all.stream().allMatch(one -> accepts(one, memory));
            case Condition.Or(var anyOf) -> anyOf.stream().anyMatch(one -> accepts(one, memory));
        };
    }

    /**
     * Returns whether an event overlaps {@code [from, to)}. A bound of null is open. Without an event time the result
     * is false.
     */
    static boolean happened(@Nullable Instant from, @Nullable Instant to, @Nullable EventTime time) {
        return time != null
                && (from == null || time.end().isAfter(from))
                && (to == null || time.start().isBefore(to));
    }

    private static boolean isIn(Condition.AttributeIn condition, Observation seen) {
        AttributeValue value = seen.attributes().get(condition.name());
        if (value == null || !condition.name().equals(Observation.KEY)) {
            return value != null && condition.anyOf().contains(value.canonical());
        }
        return condition.anyOf().stream().anyMatch(one -> FactKey.matches(condition.name(), one, value));
    }

    private static boolean isWithin(Condition.AttributeRange range, Observation seen) {
        AttributeValue value = seen.attributes().get(range.name());
        Condition.Bound lower = range.lower();
        Condition.Bound upper = range.upper();
        return value != null
                && (lower == null || (isComparable(lower, value) && reached(lower, lower.value(), value)))
                && (upper == null || (isComparable(upper, value) && reached(upper, value, upper.value())));
    }

    private static boolean isComparable(Condition.Bound bound, AttributeValue value) {
        return AttributeOrder.comparable(bound.value(), value);
    }

    private static boolean reached(Condition.Bound bound, AttributeValue less, AttributeValue greater) {
        int order = AttributeOrder.compare(less, greater);
        return bound.inclusive() ? order <= 0 : order < 0;
    }
}
