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
 * Which of the visible memories are meant. All conditions must hold; a condition that is not set is ignored, except that
 * {@link Tier#ARCHIVE} and the kinds {@link Kind#BLOCK} and {@link Kind#RECORD} must be asked for by name. Immutable; made by a
 * {@link #builder builder}.
 */
public final class MemoryFilter {
    /** How many memories a filter may exclude by id: {@value}. */
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
            throw Arguments.invalid("a filter cannot mean what is valid at " + validAt + " and whenever it was valid");
        }
        Arguments.atMost(excluded.size(), MAX_EXCLUDED, "the number of excluded memories");
    }

    /** All memories outside the archive. */
    public static MemoryFilter any() {
        return ANY;
    }

    /** Starts with {@link #any()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** This filter, over the archive, blocks and records, too, unless it asks for certain tiers or kinds by name. */
    public MemoryFilter everywhere() {
        return toBuilder().hidden(true).build();
    }

    /** A builder that starts with all conditions of this filter. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** One of these kinds; empty: any but the hidden ones. */
    public Set<Kind> kinds() {
        return kinds;
    }

    /** In one of these tiers; empty: none was named, see {@link #searchedTiers()}. */
    public Set<Tier> tiers() {
        return tiers;
    }

    /** In one of these sessions; empty: in any or none. */
    public Set<String> sessions() {
        return sessions;
    }

    /**
     * With all of these attributes; see {@link AttributeValue#matches}. The {@linkplain Observation#KEY key} of a fact is compared
     * as a {@link FactKey}.
     */
    public Map<String, AttributeValue> attributes() {
        return attributes;
    }

    /** None of these memories: a recall ranks and scores the others as if these did not exist. */
    public Set<MemoryId> excluded() {
        return excluded;
    }

    /** What happened at or after this moment (its interval ends after it); null: no condition. */
    public @Nullable Instant eventFrom() {
        return eventFrom;
    }

    /** What happened before this moment (its interval starts before it); null: no condition. */
    public @Nullable Instant eventTo() {
        return eventTo;
    }

    /**
     * What was true in the world at this moment, as far as is known. An end that is unknown excludes nothing. Of the
     * {@linkplain Observation#fact keyed facts} of one key only the one that was valid then is meant. Null: a listing means the
     * keyed facts that are valid now and all other memories; a recall means what its question is about, see {@link MemoryQuery}.
     */
    public @Nullable Instant validAt() {
        return validAt;
    }

    /** Whether memories are meant whenever they were valid, closed values of keyed facts among them; then {@code validAt} is null. */
    public boolean whenever() {
        return whenever;
    }

    /** Whether the archive, blocks and records are meant, too, without being asked for by name. */
    public boolean hidden() {
        return hidden;
    }

    /** What else must hold, see {@link Builder#where}; null: nothing. */
    public @Nullable Condition condition() {
        return condition;
    }

    /**
     * The statuses among which a listing chooses: {@link Status#ACTIVE} alone, and {@link Status#SUPERSEDED} as well if the
     * {@link #condition()} is about the status. Memories of any other status are never listed.
     */
    public Set<Status> listedStatuses() {
        return condition != null && condition.namesStatus() ? SHOWN_STATUSES : ACTIVE_STATUS;
    }

    /** Whether it imposes no condition on what a memory is, when it happened or was true; {@link #hidden()} does not count. */
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

    /** The tiers that are meant: those that were named; if none was, all but the archive, or with {@link #hidden()} all. */
    public Set<Tier> searchedTiers() {
        Set<Tier> unnamed = hidden ? EVERY_TIER : SEARCHED;
        return tiers.isEmpty() ? unnamed : tiers;
    }

    /**
     * Whether the memory meets all conditions. Which of several keyed facts is valid depends on the others, so {@code validAt}
     * looks here at what the memory itself says.
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
     * Whether a listing at a moment has this version: it {@linkplain #accepts meets all conditions}, its status is one of
     * {@link #listedStatuses()}, and it has not expired.
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
        if (eventFrom == null && eventTo == null) {
            return true;
        }
        return time != null
                && (eventFrom == null || time.end().isAfter(eventFrom))
                && (eventTo == null || time.start().isBefore(eventTo));
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

    /** Builds a filter; not safe for use by several threads. */
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

        /** Allows one more kind. */
        public Builder kind(Kind kind) {
            kinds.add(Arguments.present(kind, "kind"));
            return this;
        }

        /** Allows one more tier. */
        public Builder tier(Tier tier) {
            tiers.add(Arguments.present(tier, "tier"));
            return this;
        }

        /** Allows one more session. */
        public Builder session(String session) {
            sessions.add(Arguments.name(session, "session"));
            return this;
        }

        /** Allows these sessions, in place of those that were allowed before; empty: any, and none. */
        public Builder sessions(Collection<String> allowed) {
            List<String> names = List.copyOf(Arguments.allPresent(allowed, "sessions"));
            sessions.clear();
            names.forEach(this::session);
            return this;
        }

        /** Demands an attribute. */
        public Builder attribute(String name, AttributeValue value) {
            attributes.put(Arguments.name(name, "attribute name"), Arguments.present(value, "attribute"));
            return this;
        }

        /** Demands an attribute of text. */
        public Builder attribute(String name, String value) {
            return attribute(name, new AttributeValue.Text(value));
        }

        /** Demands an attribute that is a number of this value, whole or real. */
        public Builder attribute(String name, long value) {
            return attribute(name, new AttributeValue.Whole(value));
        }

        /** Demands an attribute that is a number of this value, whole or real. */
        public Builder attribute(String name, double value) {
            return attribute(name, new AttributeValue.Real(value));
        }

        /** Demands an attribute that is a truth value. */
        public Builder attribute(String name, boolean value) {
            return attribute(name, new AttributeValue.Flag(value));
        }

        /** Demands an attribute that is a moment. */
        public Builder attribute(String name, Instant value) {
            return attribute(name, new AttributeValue.Moment(value));
        }

        /** Demands that it happened at or after a moment. */
        public Builder eventFrom(@Nullable Instant from) {
            this.eventFrom = from;
            return this;
        }

        /** Demands that it happened before a moment. */
        public Builder eventTo(@Nullable Instant to) {
            this.eventTo = to;
            return this;
        }

        /** Demands that it was true in the world at a moment, as far as is known. */
        public Builder validAt(@Nullable Instant moment) {
            this.validAt = moment;
            return this;
        }

        /** Allows memories whenever they were valid: also the closed values of keyed facts, and those that are valid later. */
        public Builder whenever() {
            this.whenever = true;
            return this;
        }

        /** Excludes memories, beside those that were excluded before; see {@link MemoryFilter#excluded()}. */
        public Builder excluding(Collection<MemoryId> ids) {
            excluded.addAll(Arguments.allPresent(ids, "excluded"));
            return this;
        }

        /**
         * Demands that a condition holds, beside those that were set before. A condition on the status makes a listing choose among
         * active and superseded memories; a {@link MemoryQuery} does not take such a filter.
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

        /** Builds the filter, or says which condition is wrong. */
        public MemoryFilter build() {
            return new MemoryFilter(this);
        }
    }
}
