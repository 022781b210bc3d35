package dev.memcore.api;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the visible memories are meant. All conditions must hold; an empty set or null imposes none, except that
 * {@link Tier#ARCHIVE} and the kinds {@link Kind#BLOCK} and {@link Kind#RECORD} must be asked for by name.
 *
 * @param kinds one of these kinds
 * @param tiers in one of these tiers; empty: none was named, see {@link #searchedTiers()}
 * @param sessions in one of these sessions
 * @param attributes with all of these attributes; see {@link AttributeValue#matches}. The {@linkplain Observation#KEY key} of a
 *     fact is compared as a {@link FactKey}
 * @param eventFrom what happened at or after this moment (its interval ends after it)
 * @param eventTo what happened before this moment (its interval starts before it)
 * @param validAt what was true in the world at this moment, as far as is known: an end that is unknown excludes nothing, and of
 *     the {@linkplain Observation#fact keyed facts} of one key only the one that was valid then is meant. Null: a listing means
 *     the keyed facts that are valid now and all other memories; a recall means what its question is about, see
 *     {@link MemoryQuery}
 * @param whenever whether memories are meant whenever they were valid, closed values of keyed facts among them; then
 *     {@code validAt} is null
 * @param hidden whether the archive, blocks and records are meant, too, without being asked for by name
 */
public record MemoryFilter(
        Set<String> kinds,
        Set<Tier> tiers,
        Set<String> sessions,
        Map<String, AttributeValue> attributes,
        @Nullable Instant eventFrom,
        @Nullable Instant eventTo,
        @Nullable Instant validAt,
        boolean whenever,
        boolean hidden) {
    private static final Set<Tier> SEARCHED =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Tier.ARCHIVE)));
    private static final Set<Tier> EVERY_TIER = Collections.unmodifiableSet(EnumSet.allOf(Tier.class));
    private static final MemoryFilter ANY = builder().build();

    /** Copies the collections. */
    public MemoryFilter {
        Require.names(kinds, "kind");
        Require.names(sessions, "session");
        Require.names(Require.present(attributes, "attributes").keySet(), "attribute name");
        Require.allPresent(attributes.values(), "attributes");
        kinds = Set.copyOf(kinds);
        tiers = Require.allPresent(tiers, "tiers").isEmpty()
                ? Set.of()
                : Collections.unmodifiableSet(EnumSet.copyOf(tiers));
        sessions = Set.copyOf(sessions);
        attributes = Map.copyOf(attributes);
        eventFrom = Moments.optionalToMillis(eventFrom);
        eventTo = Moments.optionalToMillis(eventTo);
        validAt = Moments.optionalToMillis(validAt);
        if (eventFrom != null && eventTo != null && !eventFrom.isBefore(eventTo)) {
            throw Require.invalid("eventTo " + eventTo + " must lie after eventFrom " + eventFrom);
        }
        if (whenever && validAt != null) {
            throw Require.invalid("a filter cannot mean what is valid at " + validAt + " and whenever it was valid");
        }
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
        return new MemoryFilter(kinds, tiers, sessions, attributes, eventFrom, eventTo, validAt, whenever, true);
    }

    /** Whether it imposes no condition on what a memory is, when it happened or was true; {@link #hidden()} does not count. */
    public boolean acceptsAll() {
        return kinds.isEmpty()
                && tiers.isEmpty()
                && sessions.isEmpty()
                && attributes.isEmpty()
                && eventFrom == null
                && eventTo == null
                && validAt == null;
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
        Observation seen = Require.present(memory, "memory").observation();
        return searchedTiers().contains(seen.tier())
                && (kinds.isEmpty() ? hidden || !Kind.isHidden(seen.kind()) : kinds.contains(seen.kind()))
                && (sessions.isEmpty() || (seen.session() != null && sessions.contains(seen.session())))
                && hasAttributes(seen)
                && happenedInRange(seen.eventTime())
                && (validAt == null || Moments.within(seen.validFrom(), seen.validTo(), validAt));
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

    /** Builds a filter. */
    public static final class Builder {
        private final Set<String> kinds = new LinkedHashSet<>();
        private final Set<Tier> tiers = EnumSet.noneOf(Tier.class);
        private final Set<String> sessions = new LinkedHashSet<>();
        private final Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        private @Nullable Instant eventFrom;
        private @Nullable Instant eventTo;
        private @Nullable Instant validAt;
        private boolean whenever;

        private Builder() {}

        /** Allows one more kind. */
        public Builder kind(String kind) {
            kinds.add(Require.name(kind, "kind"));
            return this;
        }

        /** Allows one more tier. */
        public Builder tier(Tier tier) {
            tiers.add(Require.present(tier, "tier"));
            return this;
        }

        /** Allows one more session. */
        public Builder session(String session) {
            sessions.add(Require.name(session, "session"));
            return this;
        }

        /** Demands an attribute. */
        public Builder attribute(String name, AttributeValue value) {
            attributes.put(Require.name(name, "attribute name"), Require.present(value, "attribute"));
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

        /** Builds the filter. */
        public MemoryFilter build() {
            return new MemoryFilter(kinds, tiers, sessions, attributes, eventFrom, eventTo, validAt, whenever, false);
        }
    }
}
