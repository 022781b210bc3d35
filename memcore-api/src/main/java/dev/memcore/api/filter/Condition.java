package dev.memcore.api.filter;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Status;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.fact.FactKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A condition on memories, as a tree. Leaves compare one field. {@link #and}, {@link #or} and {@link #not} combine
 * conditions. {@link MemoryFilter.Builder#where} sets the condition of a filter.
 *
 * <pre>{@code
 * Condition.and(
 *         Condition.attribute("price").between(1, 5),
 *         Condition.or(Condition.role(Role.USER), Condition.source("mail")),
 *         Condition.not(Condition.session("draft")))
 * }</pre>
 *
 * <p>If a memory does not have the field, the condition is false and its negation is true. Numbers are compared by
 * their exact value: 3 equals 3.0, and 2<sup>53</sup> + 1 is greater than the real number 2<sup>53</sup>.
 *
 * <p>A tree has at most {@value #MAX_DEPTH} levels and {@value #MAX_LEAVES} leaves, and each leaf has at most
 * {@value #MAX_VALUES} values. The construction of a larger tree fails with {@link ErrorCode#LIMIT_EXCEEDED}.
 *
 * <p>Immutable. Two conditions are equal if their trees are equal.
 */
public sealed interface Condition {
    /** The maximum number of levels of a tree: {@value}. A leaf has one level. */
    int MAX_DEPTH = 16;

    /** The maximum number of leaves of a tree: {@value}. */
    int MAX_LEAVES = 256;

    /** The maximum number of values of one leaf: {@value}. */
    int MAX_VALUES = 1_000;

    /** Returns whether the condition holds for a version of a memory. */
    default boolean accepts(Memory memory) {
        return ConditionEvaluation.accepts(this, Arguments.present(memory, "memory"));
    }

    /** Starts a condition on an attribute: {@code Condition.attribute("price").between(1, 5)}. */
    static AttributeConditions attribute(String name) {
        return new AttributeConditions(name);
    }

    /**
     * The status is one of these: {@link Status#ACTIVE} or {@link Status#SUPERSEDED}. Without a condition on the
     * status, a listing contains active memories only. With one anywhere in the tree, it selects among active and
     * superseded memories. A recall finds active memories only and fails if its filter has a condition on the status.
     */
    static Condition status(Status... anyOf) {
        return new HasStatus(Arguments.set(anyOf, "status"));
    }

    /** The role is one of these. */
    static Condition role(Role... anyOf) {
        return new HasRole(Arguments.set(anyOf, "role"));
    }

    /** The {@linkplain Observation#source source} is one of these. */
    static Condition source(String... anyOf) {
        return new HasSource(Arguments.set(anyOf, "source"));
    }

    /** The session is one of these. */
    static Condition session(String... anyOf) {
        return new InSession(Arguments.set(anyOf, "session"));
    }

    /**
     * The present version was recorded after this moment. Each change of a memory records a new version; see also
     * {@link #createdAfter}.
     */
    static Condition recordedAfter(Instant moment) {
        return new Recorded(justAfter(moment), null);
    }

    /** The present version was recorded before this moment. */
    static Condition recordedBefore(Instant moment) {
        return new Recorded(null, Arguments.present(moment, "moment"));
    }

    /** The memory was created after this moment. Later versions do not change the creation time. */
    static Condition createdAfter(Instant moment) {
        return new Created(justAfter(moment), null);
    }

    /** The memory was created before this moment. */
    static Condition createdBefore(Instant moment) {
        return new Created(null, Arguments.present(moment, "moment"));
    }

    /** The event happened at or after this moment: its interval ends after it. */
    static Condition eventFrom(Instant moment) {
        return new Happened(Arguments.present(moment, "moment"), null);
    }

    /** The event happened before this moment: its interval starts before it. */
    static Condition eventTo(Instant moment) {
        return new Happened(null, Arguments.present(moment, "moment"));
    }

    /** The condition does not hold. */
    static Condition not(Condition condition) {
        return new Not(condition);
    }

    /** All of these conditions hold. */
    static Condition and(Condition... conditions) {
        return new And(Arrays.asList(Arguments.present(conditions, "conditions")));
    }

    /** At least one of these conditions holds. */
    static Condition or(Condition... conditions) {
        return new Or(Arrays.asList(Arguments.present(conditions, "conditions")));
    }

    /** Returns whether the tree contains a condition on the status. */
    default boolean namesStatus() {
        return ConditionTree.namesStatus(this);
    }

    private static Instant justAfter(Instant moment) {
        return Moments.toMillis(Arguments.present(moment, "moment")).plusMillis(1);
    }

    /** See {@link #status}. */
    record HasStatus(Set<Status> anyOf) implements Condition {
        private static final Set<Status> SHOWN = EnumSet.of(Status.ACTIVE, Status.SUPERSEDED);

        /** Copies the values and checks them. */
        public HasStatus {
            ConditionTree.requireValues(anyOf, "status");
            anyOf = Collections.unmodifiableSet(EnumSet.copyOf(anyOf));
            if (!SHOWN.containsAll(anyOf)) {
                throw Arguments.invalid("a condition on the status takes ACTIVE and SUPERSEDED, but has " + anyOf);
            }
        }
    }

    /** See {@link #role}. */
    record HasRole(Set<Role> anyOf) implements Condition {
        /** Copies the values and checks them. */
        public HasRole {
            ConditionTree.requireValues(anyOf, "role");
            anyOf = Collections.unmodifiableSet(EnumSet.copyOf(anyOf));
        }
    }

    /** See {@link #source}. */
    record HasSource(Set<String> anyOf) implements Condition {
        /** Copies the values and checks them. */
        public HasSource {
            anyOf = ConditionTree.names(anyOf, "source");
        }
    }

    /** See {@link #session}. */
    record InSession(Set<String> anyOf) implements Condition {
        /** Copies the values and checks them. */
        public InSession {
            anyOf = ConditionTree.names(anyOf, "session");
        }
    }

    /**
     * See {@link #recordedAfter} and {@link #recordedBefore}.
     *
     * @param from recorded at or after this time, to the millisecond; null if unbounded
     * @param to recorded before this time, to the millisecond; null if unbounded
     */
    record Recorded(@Nullable Instant from, @Nullable Instant to) implements Condition {
        /** Rounds the bounds to the millisecond and checks them. */
        public Recorded {
            from = Moments.optionalUpToMillis(from);
            to = Moments.optionalUpToMillis(to);
            ConditionTree.requireOrder(from, to);
        }
    }

    /**
     * See {@link #createdAfter} and {@link #createdBefore}.
     *
     * @param from created at or after this time, to the millisecond; null if unbounded
     * @param to created before this time, to the millisecond; null if unbounded
     */
    record Created(@Nullable Instant from, @Nullable Instant to) implements Condition {
        /** Rounds the bounds to the millisecond and checks them. */
        public Created {
            from = Moments.optionalUpToMillis(from);
            to = Moments.optionalUpToMillis(to);
            ConditionTree.requireOrder(from, to);
        }
    }

    /**
     * See {@link #eventFrom} and {@link #eventTo}.
     *
     * @param from the event's interval ends after this time, to the millisecond; null if unbounded
     * @param to the event's interval starts before this time, to the millisecond; null if unbounded
     */
    record Happened(@Nullable Instant from, @Nullable Instant to) implements Condition {
        /** Rounds the bounds to the millisecond and checks them. */
        public Happened {
            from = Moments.optionalToMillis(from);
            to = Moments.optionalUpToMillis(to);
            ConditionTree.requireOrder(from, to);
        }
    }

    /** The memory has the attribute with any value. */
    record HasAttribute(String name) implements Condition {
        /** Checks the name. */
        public HasAttribute {
            Arguments.name(name, "attribute name");
        }
    }

    /**
     * The attribute matches one of these values, see {@link AttributeValue#matches}. The {@linkplain Observation#KEY key} of a fact is
     * compared as a {@link FactKey}.
     */
    record AttributeIn(String name, Set<AttributeValue> anyOf) implements Condition {
        /** Copies the values and checks them. */
        public AttributeIn {
            Arguments.name(name, "attribute name");
            ConditionTree.requireValues(anyOf, "attribute");
            anyOf = anyOf.stream().map(AttributeValue::canonical).collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * The attribute is a number or a time within bounds. An attribute of another type does not match.
     *
     * @param lower the lower bound; null if unbounded
     * @param upper the upper bound; null if unbounded
     */
    record AttributeRange(
            String name, @Nullable Bound lower, @Nullable Bound upper) implements Condition {
        /** Checks that there is a bound, and that both are numbers or both moments, in order. */
        public AttributeRange {
            Arguments.name(name, "attribute name");
            ConditionTree.requireBounds(name, lower, upper);
        }
    }

    /** A bound of a range: a number or a moment, and whether the range includes it. */
    record Bound(AttributeValue value, boolean inclusive) {
        /** Checks that the value can be compared. */
        public Bound {
            Arguments.present(value, "bound");
            if (!AttributeOrder.isOrdered(value)) {
                throw Arguments.invalid("a bound must be a number or a moment, but is " + value);
            }
            value = value.canonical();
        }
    }

    /** See {@link #not}. */
    record Not(Condition condition) implements Condition {
        /** Checks the size of the tree. */
        public Not {
            Arguments.present(condition, "condition");
            ConditionTree.requireSize(List.of(condition));
        }
    }

    /** See {@link #and}. */
    record And(List<Condition> all) implements Condition {
        /** Copies the conditions and checks the size of the tree. */
        public And {
            all = ConditionTree.conditions(all, "and");
        }
    }

    /** See {@link #or}. */
    record Or(List<Condition> anyOf) implements Condition {
        /** Copies the conditions and checks the size of the tree. */
        public Or {
            anyOf = ConditionTree.conditions(anyOf, "or");
        }
    }
}
