package dev.memcore.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be remembered: a text, and what is known of it. Immutable; moments are kept to the millisecond.
 *
 * <p>The text of a message that makes {@linkplain #toolCallIds() tool calls}, or has the role {@link Role#TOOL}, may be blank: a
 * tool may return nothing, and a chat model may call a tool without a word. Such a memory is in its session's window and in
 * lists, but it is not recalled, unless it has search keys.
 *
 * @param text what is shown when the memory is recalled; blank only in a message that makes or answers tool calls
 * @param kind what sort of memory it is, see {@link Kind}; null: not set, see {@link #kindOr}
 * @param tier where it is kept first; null: not set, see {@link #tierOr}
 * @param session the conversation it belongs to, or null
 * @param role who speaks, or null
 * @param speaker the speaker's name, or null
 * @param toolCallIds on an assistant's message: the tool calls it makes; on a tool's message: the call it answers
 * @param eventTime when what it tells happened, or null: unknown
 * @param validFrom since when it has been true in the world, or null: unknown
 * @param validTo until when it was true, exclusive, or null: no end is known
 * @param expiresAt when it stops being recalled, or null: never
 * @param attributes typed scalars by name
 * @param labels walls: a reader must be cleared for all of them
 * @param importance in [0, 1]; 0.5 where nothing is known
 * @param confidence in [0, 1]: how sure we are that it is true
 * @param source where it comes from (a document, a tool, a person), or null
 * @param trust in [0, 1]: how far the source is trusted
 * @param pinned whether policies of maintenance must leave it as it is
 * @param derivedFrom the memories it was made from, or empty: raw
 * @param idempotencyKey a repeat of the same key in the same scope is a no-op; null: none
 * @param searchKeys texts under which it is searched beside its own; they are not shown
 */
public record Observation(
        String text,
        @Nullable String kind,
        @Nullable Tier tier,
        @Nullable String session,
        @Nullable Role role,
        @Nullable String speaker,
        List<String> toolCallIds,
        @Nullable EventTime eventTime,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Instant expiresAt,
        Map<String, AttributeValue> attributes,
        Set<String> labels,
        double importance,
        double confidence,
        @Nullable String source,
        double trust,
        boolean pinned,
        Set<MemoryId> derivedFrom,
        @Nullable String idempotencyKey,
        SearchKeys searchKeys) {

    /** Checks every part and copies the collections. */
    public Observation {
        Require.names(toolCallIds, "tool call id");
        Require.message(text, role == Role.TOOL || !toolCallIds.isEmpty());
        Require.optionalName(kind, "kind");
        Require.optionalName(session, "session");
        Require.optionalName(speaker, "speaker");
        Require.names(Require.present(attributes, "attributes").keySet(), "attribute name");
        Require.allPresent(attributes.values(), "attributes");
        Require.names(labels, "label");
        Require.unit(importance, "importance");
        Require.unit(confidence, "confidence");
        Require.optionalName(source, "source");
        Require.unit(trust, "trust");
        Require.optionalName(idempotencyKey, "idempotency key");
        Require.present(searchKeys, "search keys");
        validFrom = Moments.optionalToMillis(validFrom);
        validTo = Moments.optionalToMillis(validTo);
        expiresAt = Moments.optionalToMillis(expiresAt);
        Moments.requireOrder(validFrom, validTo);
        toolCallIds = List.copyOf(toolCallIds);
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        labels = Collections.unmodifiableSet(new TreeSet<>(labels));
        derivedFrom = Collections.unmodifiableSet(new TreeSet<>(Require.allPresent(derivedFrom, "derivedFrom")));
    }

    /** What sort of memory it is, see {@link Kind}; {@link Kind#NOTE} if no kind was set. */
    @Override
    public String kind() {
        return kindOr(Kind.NOTE);
    }

    /** Where it is kept first; {@link Tier#LONG} if no tier was set. */
    @Override
    public Tier tier() {
        return tierOr(Tier.LONG);
    }

    /** The kind that was set, or another one if none was. */
    public String kindOr(String other) {
        Require.present(other, "kind");
        return kind == null ? other : kind;
    }

    /** The tier that was set, or another one if none was. */
    public Tier tierOr(Tier other) {
        Require.present(other, "tier");
        return tier == null ? other : tier;
    }

    /** This observation, with kind and tier set to what they are. */
    Observation settled() {
        return kind != null && tier != null
                ? this
                : toBuilder().kind(kind()).tier(tier()).build();
    }

    /** Whether all parts are equal; whether kind and tier were set makes no difference. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Observation that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(
                text,
                kind(),
                tier(),
                session,
                role,
                speaker,
                toolCallIds,
                eventTime,
                validFrom,
                validTo,
                expiresAt,
                attributes,
                labels,
                importance,
                confidence,
                source,
                trust,
                pinned,
                derivedFrom,
                idempotencyKey,
                searchKeys);
    }

    /** A note with nothing but its text. */
    public static Observation of(String text) {
        return builder(text).build();
    }

    /**
     * Starts an observation: importance 0.5, confidence 1, trust 1; kind and tier are not set. Then it is a {@link Kind#NOTE} in
     * {@link Tier#LONG}, and in a {@linkplain SessionMemory#add(Observation) session} a {@link Kind#TURN} in {@link Tier#SHORT}.
     */
    public static Builder builder(String text) {
        return new Builder(text);
    }

    /** The attribute that holds the key of a fact. */
    public static final String KEY = "key";

    /**
     * A builder of a keyed {@linkplain Kind#FACT fact}: the value of a name, such as "favourite colour", in an interval of time. The
     * interval begins at {@code validFrom}; if that is not set, at the start of the event time unless that is still to come;
     * otherwise when the fact was recorded. It ends at {@code validTo} and at {@code expiresAt}, whichever is first; if neither is set,
     * when the next value begins. Of the facts with one {@linkplain FactKey key} in one scope:
     *
     * <ul>
     *   <li>A fact replaces those recorded before it: throughout its interval if {@code validTo} is set, otherwise from its start on,
     *       except values that start later.
     *   <li>What a fact replaces is not changed, and stays active: it is recalled by questions about the time when it was valid,
     *       and is valid again when the fact ends or is forgotten, undone or erased.
     *   <li>A fact without a known start is also valid before it was recorded, as far as no other one is known to be.
     * </ul>
     *
     * <p>{@link MemoryView#timeline} tells all values of a key.
     */
    public static Builder fact(String key, String text) {
        return builder(text).kind(Kind.FACT).attribute(KEY, Require.name(key, "key"));
    }

    /** A builder that starts with all the parts of this observation. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds an observation; not safe for use by several threads. Parts are checked by {@link #build()}. */
    public static final class Builder {
        private String text;
        private @Nullable String kind;
        private @Nullable Tier tier;
        private @Nullable String session;
        private @Nullable Role role;
        private @Nullable String speaker;
        private final Set<String> toolCallIds = new LinkedHashSet<>();
        private @Nullable EventTime eventTime;
        private @Nullable Instant validFrom;
        private @Nullable Instant validTo;
        private @Nullable Instant expiresAt;
        private final Map<String, AttributeValue> attributes = new TreeMap<>();
        private final Set<String> labels = new TreeSet<>();
        private double importance = 0.5;
        private double confidence = 1;
        private @Nullable String source;
        private double trust = 1;
        private boolean pinned;
        private final Set<MemoryId> derivedFrom = new TreeSet<>();
        private @Nullable String idempotencyKey;
        private SearchKeys searchKeys = SearchKeys.NONE;

        private Builder(String text) {
            this.text = Require.present(text, "text");
        }

        private Builder(Observation from) {
            text = from.text;
            kind = from.kind;
            tier = from.tier;
            session = from.session;
            role = from.role;
            speaker = from.speaker;
            toolCallIds.addAll(from.toolCallIds);
            eventTime = from.eventTime;
            validFrom = from.validFrom;
            validTo = from.validTo;
            expiresAt = from.expiresAt;
            attributes.putAll(from.attributes);
            labels.addAll(from.labels);
            importance = from.importance;
            confidence = from.confidence;
            source = from.source;
            trust = from.trust;
            pinned = from.pinned;
            derivedFrom.addAll(from.derivedFrom);
            idempotencyKey = from.idempotencyKey;
            searchKeys = from.searchKeys;
        }

        /** Sets the text that is shown. */
        public Builder text(String text) {
            this.text = Require.present(text, "text");
            return this;
        }

        /** Sets the kind, see {@link Kind}. */
        public Builder kind(String kind) {
            this.kind = Require.name(kind, "kind");
            return this;
        }

        /** Sets the tier in which the memory is kept first. */
        public Builder tier(Tier tier) {
            this.tier = Require.present(tier, "tier");
            return this;
        }

        /** Sets the conversation it belongs to. */
        public Builder session(@Nullable String session) {
            this.session = session;
            return this;
        }

        /** Sets who speaks. */
        public Builder role(@Nullable Role role) {
            this.role = role;
            return this;
        }

        /** Sets the speaker's name. */
        public Builder speaker(@Nullable String speaker) {
            this.speaker = speaker;
            return this;
        }

        /** Adds a tool call that this message makes or answers. */
        public Builder toolCallId(String id) {
            toolCallIds.add(Require.name(id, "tool call id"));
            return this;
        }

        /** Sets when what it tells happened. */
        public Builder eventTime(@Nullable EventTime eventTime) {
            this.eventTime = eventTime;
            return this;
        }

        /** Sets the moment at which what it tells happened. */
        public Builder eventTime(Instant moment) {
            return eventTime(EventTime.at(moment));
        }

        /** Sets since when it has been true in the world. */
        public Builder validFrom(@Nullable Instant validFrom) {
            this.validFrom = validFrom;
            return this;
        }

        /** Sets until when it was true in the world, exclusive. */
        public Builder validTo(@Nullable Instant validTo) {
            this.validTo = validTo;
            return this;
        }

        /** Sets when the memory stops being recalled. */
        public Builder expiresAt(@Nullable Instant expiresAt) {
            this.expiresAt = expiresAt;
            return this;
        }

        /** Sets an attribute. */
        public Builder attribute(String name, AttributeValue value) {
            attributes.put(Require.name(name, "attribute name"), Require.present(value, "attribute"));
            return this;
        }

        /** Sets an attribute of text. */
        public Builder attribute(String name, String value) {
            return attribute(name, new AttributeValue.Text(value));
        }

        /** Sets an attribute that is a whole number. */
        public Builder attribute(String name, long value) {
            return attribute(name, new AttributeValue.Whole(value));
        }

        /** Sets an attribute that is a real number. */
        public Builder attribute(String name, double value) {
            return attribute(name, new AttributeValue.Real(value));
        }

        /** Sets an attribute that is a truth value. */
        public Builder attribute(String name, boolean value) {
            return attribute(name, new AttributeValue.Flag(value));
        }

        /** Sets an attribute that is a moment. */
        public Builder attribute(String name, Instant value) {
            return attribute(name, new AttributeValue.Moment(value));
        }

        /** Adds a label: only readers cleared for it will see the memory. */
        public Builder label(String label) {
            labels.add(Require.name(label, "label"));
            return this;
        }

        /** Sets the importance, in [0, 1]. */
        public Builder importance(double importance) {
            this.importance = importance;
            return this;
        }

        /** Sets the confidence, in [0, 1]. */
        public Builder confidence(double confidence) {
            this.confidence = confidence;
            return this;
        }

        /** Sets where it comes from. */
        public Builder source(@Nullable String source) {
            this.source = source;
            return this;
        }

        /** Sets how far the source is trusted, in [0, 1]. */
        public Builder trust(double trust) {
            this.trust = trust;
            return this;
        }

        /** Sets whether policies of maintenance must leave it as it is. */
        public Builder pinned(boolean pinned) {
            this.pinned = pinned;
            return this;
        }

        /** Adds a memory that this one was made from. */
        public Builder derivedFrom(MemoryId id) {
            derivedFrom.add(Require.present(id, "id"));
            return this;
        }

        /** Sets the memories it was made from, in place of those given before. */
        public Builder derivedFrom(Collection<MemoryId> ids) {
            Require.allPresent(ids, "derivedFrom");
            derivedFrom.clear();
            ids.forEach(this::derivedFrom);
            return this;
        }

        /** Sets the key that makes a repeat a no-op. */
        public Builder idempotencyKey(@Nullable String key) {
            this.idempotencyKey = key;
            return this;
        }

        /** Sets one list of search keys, in place of what it was; see {@link SearchKeys}. */
        public Builder searchKeys(String name, Collection<String> texts) {
            this.searchKeys = searchKeys.with(name, texts);
            return this;
        }

        /** Sets all search keys, in place of those given before. */
        public Builder searchKeys(SearchKeys keys) {
            this.searchKeys = Require.present(keys, "search keys");
            return this;
        }

        /** Builds the observation, or says which part is wrong. */
        public Observation build() {
            return new Observation(
                    text,
                    kind,
                    tier,
                    session,
                    role,
                    speaker,
                    List.copyOf(toolCallIds),
                    eventTime,
                    validFrom,
                    validTo,
                    expiresAt,
                    attributes,
                    labels,
                    importance,
                    confidence,
                    source,
                    trust,
                    pinned,
                    derivedFrom,
                    idempotencyKey,
                    searchKeys);
        }
    }
}
