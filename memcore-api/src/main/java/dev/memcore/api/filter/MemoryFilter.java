package dev.memcore.api.filter;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import dev.memcore.api.fact.FactKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects memories among those that are visible. A memory must meet all conditions that are set. {@link Tier#ARCHIVE}
 * and the kinds {@link Kind#BLOCK} and {@link Kind#RECORD} are selected only if the filter names them. Immutable. A
 * {@link #builder builder} creates filters. Filter and builder are one file, because both have the same fields: each
 * field must be set, copied, compared, shown and evaluated.
 */
public final class MemoryFilter {
    /** The maximum number of memories that a filter may exclude by id: {@value}. */
    public static final int MAX_EXCLUDED = 10_000;

    private static final Set<Tier> SEARCHED =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Tier.ARCHIVE)));
    private static final Set<Tier> EVERY_TIER = Collections.unmodifiableSet(EnumSet.allOf(Tier.class));
    private static final Set<Status> ACTIVE_STATUS = Collections.unmodifiableSet(EnumSet.of(Status.ACTIVE));
    private static final Set<Status> SHOWN_STATUSES =
            Collections.unmodifiableSet(EnumSet.of(Status.ACTIVE, Status.SUPERSEDED));
    private static final MemoryFilter ANY = builder().build();

    private final Set<Kind> kinds;
    private final Set<Tier> tiers;
    private final Set<String> sessions;
    private final Map<String, AttributeValue> attributes;
    private final Set<MemoryId> excluded;
    private final @Nullable Instant eventFrom;
    private final @Nullable Instant eventTo;
    private final @Nullable Instant validAt;
    private final boolean whenever;
    private final boolean hidden;
    private final @Nullable Condition condition;

    private MemoryFilter(Builder from) {
        kinds = Set.copyOf(from.kinds);
        tiers = from.tiers.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(from.tiers));
        sessions = Set.copyOf(from.sessions);
        attributes = Map.copyOf(from.attributes);
        excluded = Set.copyOf(from.excluded);
        eventFrom = Moments.optionalToMillis(from.eventFrom);
        eventTo = Moments.optionalToMillis(from.eventTo);
        validAt = Moments.optionalToMillis(from.validAt);
        whenever = from.whenever;
        hidden = from.hidden;
        condition = from.condition;
        if (eventFrom != null && eventTo != null && !eventFrom.isBefore(eventTo)) {
            throw Arguments.invalid("eventTo " + eventTo + " must lie after eventFrom " + eventFrom);
        }
        if (whenever && validAt != null) {
            throw Arguments.invalid("validAt and whenever() cannot both be set, but validAt is " + validAt);
        }
        Arguments.atMost(excluded.size(), MAX_EXCLUDED, "the number of excluded memories");
    }

    /** Returns a filter without conditions. It selects all memories outside the archive, except blocks and records. */
    public static MemoryFilter any() {
        return ANY;
    }

    /** Creates a builder that starts with {@link #any()}. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns this filter without the default exclusions of the archive, blocks and records. If the filter names tiers
     * or kinds, only these are selected.
     */
    public MemoryFilter everywhere() {
        return toBuilder().hidden(true).build();
    }

    /** Creates a builder that contains all conditions of this filter. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Returns the kinds to select; if empty, all kinds except hidden ones. */
    public Set<Kind> kinds() {
        return kinds;
    }

    /** Returns the tiers that the filter names; if empty, see {@link #searchedTiers()}. */
    public Set<Tier> tiers() {
        return tiers;
    }

    /** Returns the sessions to select; if empty, memories of any session or of none. */
    public Set<String> sessions() {
        return sessions;
    }

    /**
     * Returns the attributes that a memory must have; see {@link AttributeValue#matches}. The {@linkplain
     * Observation#KEY key} of a fact is compared as a {@link FactKey}.
     */
    public Map<String, AttributeValue> attributes() {
        return attributes;
    }

    /** Returns the ids of excluded memories. A recall ranks and scores the other memories as if these did not exist. */
    public Set<MemoryId> excluded() {
        return excluded;
    }

    /** Returns the lower bound of the event time, or null if there is none. The event's interval must end after it. */
    public @Nullable Instant eventFrom() {
        return eventFrom;
    }

    /**
     * Returns the upper bound of the event time, or null if there is none. The event's interval must start before it.
     */
    public @Nullable Instant eventTo() {
        return eventTo;
    }

    /**
     * Returns the time at which a memory must be valid, or null if not set. An unknown start or end of a validity
     * excludes nothing. Of the {@linkplain Observation#fact keyed facts} with one key, only the fact that is valid at
     * this time is selected. If not set, a listing selects the keyed facts that are valid now and all other memories. A
     * recall then uses the time of its question, see {@link MemoryQuery}.
     */
    public @Nullable Instant validAt() {
        return validAt;
    }

    /**
     * Returns whether memories are selected whenever they are valid, including ended and future values of keyed facts.
     * If true, {@code validAt} is null.
     */
    public boolean whenever() {
        return whenever;
    }

    /** Returns whether the archive, blocks and records are selected even if the filter does not name them. */
    public boolean hidden() {
        return hidden;
    }

    /** Returns the additional condition, or null if none is set; see {@link Builder#where}. */
    public @Nullable Condition condition() {
        return condition;
    }

    /**
     * Returns the statuses that a listing selects: {@link Status#ACTIVE}, and also {@link Status#SUPERSEDED} if the
     * {@link #condition()} contains a condition on the status. Memories of any other status are never listed.
     */
    public Set<Status> listedStatuses() {
        return condition != null && condition.namesStatus() ? SHOWN_STATUSES : ACTIVE_STATUS;
    }

    /**
     * Returns whether the filter has no condition on the parts of a memory or on its times. {@link #hidden()} is
     * ignored.
     */
    public boolean acceptsAll() {
        return kinds.isEmpty()
                && tiers.isEmpty()
                && sessions.isEmpty()
                && attributes.isEmpty()
                && excluded.isEmpty()
                && eventFrom == null
                && eventTo == null
                && validAt == null
                && condition == null;
    }

    /**
     * Returns the tiers to search: the tiers that the filter names. If it names none, these are all tiers except the
     * archive, or all tiers if {@link #hidden()} is true.
     */
    public Set<Tier> searchedTiers() {
        Set<Tier> unnamed = hidden ? EVERY_TIER : SEARCHED;
        return tiers.isEmpty() ? unnamed : tiers;
    }

    /**
     * Returns whether the memory meets all conditions. The validity of a keyed fact depends on other facts. Here
     * {@code validAt} is compared only with the validity that the memory itself states.
     */
    public boolean accepts(Memory memory) {
        Observation seen = Arguments.present(memory, "memory").observation();
        return searchedTiers().contains(seen.tier())
                && (kinds.isEmpty() ? hidden || !seen.kind().isHidden() : kinds.contains(seen.kind()))
                && (sessions.isEmpty() || (seen.session() != null && sessions.contains(seen.session())))
                && !excluded.contains(memory.id())
                && hasAttributes(seen)
                && happenedInRange(seen.eventTime())
                && (validAt == null || Moments.within(seen.validFrom(), seen.validTo(), validAt))
                && (condition == null || condition.accepts(memory));
    }

    /**
     * Returns whether a listing at a given time contains this version. This holds if the version {@linkplain #accepts
     * meets all conditions}, its status is one of {@link #listedStatuses()}, and it has not expired.
     */
    public boolean lists(Memory memory, Instant now) {
        Arguments.present(memory, "memory");
        Arguments.present(now, "now");
        Instant expiry = memory.observation().expiresAt();
        return listedStatuses().contains(memory.status())
                && (expiry == null || now.isBefore(expiry))
                && accepts(memory);
    }

    private boolean hasAttributes(Observation seen) {
        for (Map.Entry<String, AttributeValue> wanted : attributes.entrySet()) {
            AttributeValue value = seen.attributes().get(wanted.getKey());
            if (value == null || !FactKey.matches(wanted.getKey(), wanted.getValue(), value)) {
                return false;
            }
        }
        return true;
    }

    private boolean happenedInRange(@Nullable EventTime time) {
        return (eventFrom == null && eventTo == null) || ConditionEvaluation.happened(eventFrom, eventTo, time);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemoryFilter that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "MemoryFilter[kinds=" + kinds + ", tiers=" + tiers + ", sessions=" + sessions + ", attributes="
                + attributes
                + ", excluded=" + excluded + ", eventFrom=" + eventFrom + ", eventTo=" + eventTo + ", validAt="
                + validAt
                + ", whenever=" + whenever + ", hidden=" + hidden + ", condition=" + condition + "]";
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(
                kinds, tiers, sessions, attributes, excluded, eventFrom, eventTo, validAt, whenever, hidden, condition);
    }

    /** Builds a filter. Not safe for use by several threads. */
    public static final class Builder {
        private final Set<Kind> kinds = new LinkedHashSet<>();
        private final Set<Tier> tiers = EnumSet.noneOf(Tier.class);
        private final Set<String> sessions = new LinkedHashSet<>();
        private final Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        private @Nullable Instant eventFrom;
        private @Nullable Instant eventTo;
        private @Nullable Instant validAt;
        private boolean whenever;
        private boolean hidden;
        private @Nullable Condition condition;
        private final Set<MemoryId> excluded = new LinkedHashSet<>();

        private Builder() {}

        private Builder(MemoryFilter from) {
            kinds.addAll(from.kinds);
            tiers.addAll(from.tiers);
            sessions.addAll(from.sessions);
            attributes.putAll(from.attributes);
            excluded.addAll(from.excluded);
            eventFrom = from.eventFrom;
            eventTo = from.eventTo;
            validAt = from.validAt;
            whenever = from.whenever;
            hidden = from.hidden;
            condition = from.condition;
        }

        /** Adds a kind to select. */
        public Builder kind(Kind kind) {
            kinds.add(Arguments.present(kind, "kind"));
            return this;
        }

        /** Adds a tier to select. */
        public Builder tier(Tier tier) {
            tiers.add(Arguments.present(tier, "tier"));
            return this;
        }

        /** Adds a session to select. */
        public Builder session(String session) {
            sessions.add(Arguments.name(session, "session"));
            return this;
        }

        /** Replaces the sessions to select. If empty, memories of any session or of none are selected. */
        public Builder sessions(Collection<String> allowed) {
            List<String> names = List.copyOf(Arguments.allPresent(allowed, "sessions"));
            sessions.clear();
            names.forEach(this::session);
            return this;
        }

        /** Requires an attribute value. */
        public Builder attribute(String name, AttributeValue value) {
            attributes.put(Arguments.name(name, "attribute name"), Arguments.present(value, "attribute"));
            return this;
        }

        /** Requires a text attribute. */
        public Builder attribute(String name, String value) {
            return attribute(name, new AttributeValue.Text(value));
        }

        /** Requires a numeric attribute with this value. Whole and real numbers are compared by their value. */
        public Builder attribute(String name, long value) {
            return attribute(name, new AttributeValue.Whole(value));
        }

        /** Requires a numeric attribute with this value. Whole and real numbers are compared by their value. */
        public Builder attribute(String name, double value) {
            return attribute(name, new AttributeValue.Real(value));
        }

        /** Requires a boolean attribute. */
        public Builder attribute(String name, boolean value) {
            return attribute(name, new AttributeValue.Flag(value));
        }

        /** Requires an attribute with this time. */
        public Builder attribute(String name, Instant value) {
            return attribute(name, new AttributeValue.Moment(value));
        }

        /** Requires an event at or after a time. */
        public Builder eventFrom(@Nullable Instant from) {
            this.eventFrom = from;
            return this;
        }

        /** Requires an event before a time. */
        public Builder eventTo(@Nullable Instant to) {
            this.eventTo = to;
            return this;
        }

        /**
         * Requires that the statement is true in the world at a time, see {@link MemoryFilter#validAt()}. An unknown
         * start or end of the validity excludes nothing.
         */
        public Builder validAt(@Nullable Instant moment) {
            this.validAt = moment;
            return this;
        }

        /** Selects memories whenever they are valid, including ended and future values of keyed facts. */
        public Builder whenever() {
            this.whenever = true;
            return this;
        }

        /** Excludes memories, in addition to those that were excluded before; see {@link MemoryFilter#excluded()}. */
        public Builder excluding(Collection<MemoryId> ids) {
            excluded.addAll(Arguments.allPresent(ids, "excluded"));
            return this;
        }

        /**
         * Requires a condition, in addition to those that were set before. If it contains a condition on the status, a
         * listing selects among active and superseded memories. A {@link MemoryQuery} rejects such a filter.
         */
        public Builder where(Condition condition) {
            Condition given = Arguments.present(condition, "condition");
            this.condition = this.condition == null ? given : Condition.and(this.condition, given);
            return this;
        }

        private Builder hidden(boolean hidden) {
            this.hidden = hidden;
            return this;
        }

        /** Builds the filter. Throws if a condition is invalid, and the message names that condition. */
        public MemoryFilter build() {
            return new MemoryFilter(this);
        }
    }
}
