package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import dev.memcore.api.fact.FactKey;
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
 * <p>Made by a {@link #builder builder}.
 */
public final class Observation {
    /** The attribute that holds the key of a fact. */
    public static final String KEY = "key";

    private final String text;
    private final @Nullable Kind kind;
    private final @Nullable Tier tier;
    private final @Nullable String session;
    private final @Nullable Role role;
    private final @Nullable String speaker;
    private final List<String> toolCallIds;
    private final @Nullable EventTime eventTime;
    private final @Nullable Instant validFrom;
    private final @Nullable Instant validTo;
    private final @Nullable Instant expiresAt;
    private final Map<String, AttributeValue> attributes;
    private final Set<String> labels;
    private final double importance;
    private final double confidence;
    private final @Nullable String source;
    private final double trust;
    private final boolean pinned;
    private final Set<MemoryId> derivedFrom;
    private final @Nullable String idempotencyKey;
    private final SearchKeys searchKeys;

    private Observation(Builder from) {
        toolCallIds = List.copyOf(from.toolCallIds);
        text = from.text;
        role = from.role;
        Arguments.message(text, role == Role.TOOL || !toolCallIds.isEmpty());
        kind = from.kind;
        tier = from.tier;
        session = Arguments.optionalName(from.session, "session");
        speaker = Arguments.optionalName(from.speaker, "speaker");
        eventTime = from.eventTime;
        validFrom = Moments.optionalToMillis(from.validFrom);
        validTo = Moments.optionalToMillis(from.validTo);
        Moments.requireOrder(validFrom, validTo);
        expiresAt = Moments.optionalToMillis(from.expiresAt);
        attributes = Collections.unmodifiableMap(new TreeMap<>(from.attributes));
        labels = Collections.unmodifiableSet(new TreeSet<>(from.labels));
        importance = Arguments.unit(from.importance, "importance");
        confidence = Arguments.unit(from.confidence, "confidence");
        source = Arguments.optionalName(from.source, "source");
        trust = Arguments.unit(from.trust, "trust");
        pinned = from.pinned;
        derivedFrom = Collections.unmodifiableSet(new TreeSet<>(from.derivedFrom));
        idempotencyKey = Arguments.optionalName(from.idempotencyKey, "idempotency key");
        searchKeys = from.searchKeys;
    }

    /** What is shown when the memory is recalled; blank only in a message that makes or answers tool calls. */
    public String text() {
        return text;
    }

    /** The conversation it belongs to, or null. */
    public @Nullable String session() {
        return session;
    }

    /** Who speaks, or null. */
    public @Nullable Role role() {
        return role;
    }

    /** The speaker's name, or null. */
    public @Nullable String speaker() {
        return speaker;
    }

    /** On an assistant's message: the tool calls it makes; on a tool's message: the call it answers. */
    public List<String> toolCallIds() {
        return toolCallIds;
    }

    /** When what it tells happened, or null: unknown. */
    public @Nullable EventTime eventTime() {
        return eventTime;
    }

    /** Since when it has been true in the world, or null: unknown. */
    public @Nullable Instant validFrom() {
        return validFrom;
    }

    /** Until when it was true, exclusive, or null: no end is known. */
    public @Nullable Instant validTo() {
        return validTo;
    }

    /** When it stops being recalled, or null: never. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    /** Typed scalars by name. */
    public Map<String, AttributeValue> attributes() {
        return attributes;
    }

    /** Walls: a reader must be cleared for all of them. */
    public Set<String> labels() {
        return labels;
    }

    /** In [0, 1]; 0.5 where nothing is known. */
    public double importance() {
        return importance;
    }

    /** In [0, 1]: how sure we are that it is true. */
    public double confidence() {
        return confidence;
    }

    /** Where it comes from (a document, a tool, a person), or null. */
    public @Nullable String source() {
        return source;
    }

    /** In [0, 1]: how far the source is trusted. */
    public double trust() {
        return trust;
    }

    /** Whether policies of maintenance must leave it as it is. */
    public boolean pinned() {
        return pinned;
    }

    /** The memories it was made from, or empty: raw. */
    public Set<MemoryId> derivedFrom() {
        return derivedFrom;
    }

    /** A repeat of the same key in the same scope is a no-op; null: none. */
    public @Nullable String idempotencyKey() {
        return idempotencyKey;
    }

    /** Texts under which it is searched beside its own; they are not shown. */
    public SearchKeys searchKeys() {
        return searchKeys;
    }

    /** What sort of memory it is; {@link Kind#NOTE} if no kind was set. */
    public Kind kind() {
        return kindOr(Kind.NOTE);
    }

    /** Where it is kept first; {@link Tier#LONG} if no tier was set. */
    public Tier tier() {
        return tierOr(Tier.LONG);
    }

    /** The kind that was set, or another one if none was. */
    public Kind kindOr(Kind other) {
        Arguments.present(other, "kind");
        return kind == null ? other : kind;
    }

    /** The tier that was set, or another one if none was. */
    public Tier tierOr(Tier other) {
        Arguments.present(other, "tier");
        return tier == null ? other : tier;
    }

    /** This observation, with kind and tier set to what they are. */
    public Observation settled() {
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

    /** All parts by name, without those that are not set or empty. */
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder("Observation[text=").append(text);
        show(shown, "kind", kind());
        show(shown, "tier", tier());
        show(shown, "session", session);
        show(shown, "role", role);
        show(shown, "speaker", speaker);
        show(shown, "toolCallIds", toolCallIds);
        show(shown, "eventTime", eventTime);
        show(shown, "validFrom", validFrom);
        show(shown, "validTo", validTo);
        show(shown, "expiresAt", expiresAt);
        show(shown, "attributes", attributes.isEmpty() ? null : attributes);
        show(shown, "labels", labels);
        show(shown, "importance", importance);
        show(shown, "confidence", confidence);
        show(shown, "source", source);
        show(shown, "trust", trust);
        show(shown, "pinned", pinned);
        show(shown, "derivedFrom", derivedFrom);
        show(shown, "idempotencyKey", idempotencyKey);
        show(shown, "searchKeys", searchKeys.equals(SearchKeys.NONE) ? null : searchKeys);
        return shown.append(']').toString();
    }

    private static void show(StringBuilder shown, String name, @Nullable Object value) {
        if (value != null && !(value instanceof Collection<?> values && values.isEmpty())) {
            shown.append(", ").append(name).append('=').append(value);
        }
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
        return builder(text).kind(Kind.FACT).attribute(KEY, Arguments.name(key, "key"));
    }

    /** A builder that starts with all the parts of this observation. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds an observation; not safe for use by several threads. Parts are checked by {@link #build()}. */
    public static final class Builder {
        private String text;
        private @Nullable Kind kind;
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
            this.text = Arguments.present(text, "text");
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
            this.text = Arguments.present(text, "text");
            return this;
        }

        /** Sets the kind. */
        public Builder kind(Kind kind) {
            this.kind = Arguments.present(kind, "kind");
            return this;
        }

        /** Sets the tier in which the memory is kept first. */
        public Builder tier(Tier tier) {
            this.tier = Arguments.present(tier, "tier");
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
            toolCallIds.add(Arguments.name(id, "tool call id"));
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
            attributes.put(Arguments.name(name, "attribute name"), Arguments.present(value, "attribute"));
            return this;
        }

        /** Removes an attribute; a name that is not there is ignored. */
        public Builder withoutAttribute(String name) {
            attributes.remove(Arguments.name(name, "attribute name"));
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
            labels.add(Arguments.name(label, "label"));
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
            derivedFrom.add(Arguments.present(id, "id"));
            return this;
        }

        /** Sets the memories it was made from, in place of those given before. */
        public Builder derivedFrom(Collection<MemoryId> ids) {
            Arguments.allPresent(ids, "derivedFrom");
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
            this.searchKeys = Arguments.present(keys, "search keys");
            return this;
        }

        /** Builds the observation, or says which part is wrong. */
        public Observation build() {
            return new Observation(this);
        }
    }
}
