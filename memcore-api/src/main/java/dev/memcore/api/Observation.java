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
 * The input of a write: a text and its metadata. Immutable. Times are stored with millisecond precision.
 *
 * <p>The text may be blank if the message makes {@linkplain #toolCallIds() tool calls} or has the role {@link
 * Role#TOOL}, because a tool may return nothing, and a chat model may call a tool without text. A memory with blank
 * text is part of its session's window and of listings. It is recalled only if it has search keys.
 *
 * <p>A {@link #builder builder} creates observations. The class and its builder are one file, because both have the
 * same fields: each field of an observation must be set, copied, compared and shown.
 */
public final class Observation {
    /** The name of the attribute that holds the key of a fact. */
    public static final String KEY = "key";

    /**
     * The name of the attribute that marks an echo: a message that repeats what a model was shown from memory. Recall
     * does not find memories with this attribute, whatever its value. They are part of windows, lists and history.
     * Remove the attribute to make such a memory recallable.
     */
    public static final String ECHO = "memcore.echo";

    /** The value of {@link #ECHO} if the whole message is an echo. */
    public static final String WHOLE_ECHO = "whole";

    /**
     * The value of {@link #ECHO} if the message also says something new. A memory that is derived from the message
     * holds what is new.
     */
    public static final String PART_ECHO = "part";

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

    /** Returns the text of the memory. Only a message that makes or answers tool calls may have a blank text. */
    public String text() {
        return text;
    }

    /** Returns the id of the session, or null if the observation is not part of a session. */
    public @Nullable String session() {
        return session;
    }

    /** Returns the role of the speaker, or null if not set. */
    public @Nullable Role role() {
        return role;
    }

    /** Returns the name of the speaker, or null if not set. */
    public @Nullable String speaker() {
        return speaker;
    }

    /** Returns the ids of the tool calls that an assistant's message makes, or that a tool's message answers. */
    public List<String> toolCallIds() {
        return toolCallIds;
    }

    /** Returns when the described event happened, or null if unknown. */
    public @Nullable EventTime eventTime() {
        return eventTime;
    }

    /** Returns the time since which the statement has been true in the world, or null if unknown. */
    public @Nullable Instant validFrom() {
        return validFrom;
    }

    /** Returns the time until which the statement was true in the world, exclusive, or null if no end is known. */
    public @Nullable Instant validTo() {
        return validTo;
    }

    /** Returns the time from which the memory is no longer recalled, or null if it does not expire. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    /** Returns the attributes: typed scalars by name. */
    public Map<String, AttributeValue> attributes() {
        return attributes;
    }

    /** Returns whether the attribute {@link #ECHO} marks this observation, so that recall does not find it. */
    public boolean isEcho() {
        return attributes.containsKey(ECHO);
    }

    /** Returns the access labels. A principal can see the memory only if it has a clearance for every label. */
    public Set<String> labels() {
        return labels;
    }

    /** Returns the importance in [0, 1]; 0.5 by default. */
    public double importance() {
        return importance;
    }

    /** Returns the confidence that the statement is true, in [0, 1]; 1 by default. */
    public double confidence() {
        return confidence;
    }

    /** Returns the origin (a document, a tool, a person), or null if not set. */
    public @Nullable String source() {
        return source;
    }

    /** Returns the trust in the source, in [0, 1]; 1 by default. */
    public double trust() {
        return trust;
    }

    /** Returns whether maintenance policies must not change the memory. */
    public boolean pinned() {
        return pinned;
    }

    /** Returns the ids of the memories from which this one was derived; empty if it was not derived. */
    public Set<MemoryId> derivedFrom() {
        return derivedFrom;
    }

    /**
     * Returns the idempotency key, or null if not set. A second write with the same key in the same scope changes
     * nothing.
     */
    public @Nullable String idempotencyKey() {
        return idempotencyKey;
    }

    /** Returns additional texts under which the memory is searched. They are not part of its text. */
    public SearchKeys searchKeys() {
        return searchKeys;
    }

    /** Returns the kind; {@link Kind#NOTE} if no kind was set. */
    public Kind kind() {
        return kindOr(Kind.NOTE);
    }

    /** Returns the initial tier; {@link Tier#LONG} if no tier was set. */
    public Tier tier() {
        return tierOr(Tier.LONG);
    }

    /** Returns the kind that was set, or the given kind if none was set. */
    public Kind kindOr(Kind other) {
        Arguments.present(other, "kind");
        return kind == null ? other : kind;
    }

    /** Returns the tier that was set, or the given tier if none was set. */
    public Tier tierOr(Tier other) {
        Arguments.present(other, "tier");
        return tier == null ? other : tier;
    }

    /** Returns this observation with kind and tier set. Values that were not set get their defaults. */
    public Observation settled() {
        return kind != null && tier != null
                ? this
                : toBuilder().kind(kind()).tier(tier()).build();
    }

    /** Compares all parts. A default value of kind or tier equals the same value that was set. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Observation that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** Returns all parts by name, without parts that are not set or empty. */
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

    /** Returns a note that has only a text. */
    public static Observation of(String text) {
        return builder(text).build();
    }

    /**
     * Creates a builder with importance 0.5, confidence 1, trust 1, and neither kind nor tier. An observation without
     * kind and tier is a {@link Kind#NOTE} in {@link Tier#LONG}. In a {@linkplain SessionMemory#add(Observation)
     * session} it is a {@link Kind#TURN} in {@link Tier#SHORT}.
     */
    public static Builder builder(String text) {
        return new Builder(text);
    }

    /**
     * Creates a builder of a keyed {@linkplain Kind#FACT fact}: the value of a key, such as "favourite colour", in an
     * interval of time. The interval starts at {@code validFrom}. If that is not set, it starts at the start of the
     * event time, unless that is in the future. Otherwise it starts when the fact is recorded. The interval ends at the
     * earlier of {@code validTo} and {@code expiresAt}. If neither is set, it ends when the next value starts. These
     * rules apply to the facts with one {@linkplain FactKey key} in one scope:
     *
     * <ul>
     *   <li>A fact replaces the facts that were recorded before it. If {@code validTo} is set, it replaces them in its
     *       whole interval. Otherwise it replaces them from its start on, except values that start later.
     *   <li>A replaced fact is not changed and stays active. Questions about the time of its validity recall it. It is
     *       valid again when the newer fact ends, or is forgotten, undone or erased.
     *   <li>A fact without a known start is also valid before it was recorded, as long as no other fact is known to be
     *       valid then.
     * </ul>
     *
     * <p>{@link MemoryView#timeline} returns all values of a key.
     */
    public static Builder fact(String key, String text) {
        return builder(text).kind(Kind.FACT).attribute(KEY, Arguments.name(key, "key"));
    }

    /** Creates a builder that contains all parts of this observation. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds an observation. Not safe for use by several threads. {@link #build()} validates the parts. */
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

        /** Sets the text. */
        public Builder text(String text) {
            this.text = Arguments.present(text, "text");
            return this;
        }

        /** Sets the kind. */
        public Builder kind(Kind kind) {
            this.kind = Arguments.present(kind, "kind");
            return this;
        }

        /** Sets the initial tier of the memory. */
        public Builder tier(Tier tier) {
            this.tier = Arguments.present(tier, "tier");
            return this;
        }

        /** Sets the id of the session. */
        public Builder session(@Nullable String session) {
            this.session = session;
            return this;
        }

        /** Sets the role of the speaker. */
        public Builder role(@Nullable Role role) {
            this.role = role;
            return this;
        }

        /** Sets the name of the speaker. */
        public Builder speaker(@Nullable String speaker) {
            this.speaker = speaker;
            return this;
        }

        /** Adds the id of a tool call that this message makes or answers. */
        public Builder toolCallId(String id) {
            toolCallIds.add(Arguments.name(id, "tool call id"));
            return this;
        }

        /** Removes the ids of all tool calls. */
        public Builder withoutToolCallIds() {
            toolCallIds.clear();
            return this;
        }

        /** Sets when the described event happened. */
        public Builder eventTime(@Nullable EventTime eventTime) {
            this.eventTime = eventTime;
            return this;
        }

        /** Sets the time at which the described event happened. */
        public Builder eventTime(Instant moment) {
            return eventTime(EventTime.at(moment));
        }

        /** Sets the time since which the statement has been true in the world. */
        public Builder validFrom(@Nullable Instant validFrom) {
            this.validFrom = validFrom;
            return this;
        }

        /** Sets the time until which the statement was true in the world, exclusive. */
        public Builder validTo(@Nullable Instant validTo) {
            this.validTo = validTo;
            return this;
        }

        /** Sets the time from which the memory is no longer recalled. */
        public Builder expiresAt(@Nullable Instant expiresAt) {
            this.expiresAt = expiresAt;
            return this;
        }

        /** Sets an attribute. */
        public Builder attribute(String name, AttributeValue value) {
            attributes.put(Arguments.name(name, "attribute name"), Arguments.present(value, "attribute"));
            return this;
        }

        /** Removes an attribute. Does nothing if the attribute is not set. */
        public Builder withoutAttribute(String name) {
            attributes.remove(Arguments.name(name, "attribute name"));
            return this;
        }

        /** Sets a text attribute. */
        public Builder attribute(String name, String value) {
            return attribute(name, new AttributeValue.Text(value));
        }

        /** Sets an attribute to a whole number. */
        public Builder attribute(String name, long value) {
            return attribute(name, new AttributeValue.Whole(value));
        }

        /** Sets an attribute to a real number. */
        public Builder attribute(String name, double value) {
            return attribute(name, new AttributeValue.Real(value));
        }

        /** Sets a boolean attribute. */
        public Builder attribute(String name, boolean value) {
            return attribute(name, new AttributeValue.Flag(value));
        }

        /** Sets an attribute to a time. */
        public Builder attribute(String name, Instant value) {
            return attribute(name, new AttributeValue.Moment(value));
        }

        /** Adds an access label. Only principals with a clearance for it can see the memory. */
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

        /** Sets the origin, for example a document, a tool or a person. */
        public Builder source(@Nullable String source) {
            this.source = source;
            return this;
        }

        /** Sets the trust in the source, in [0, 1]. */
        public Builder trust(double trust) {
            this.trust = trust;
            return this;
        }

        /** Sets whether maintenance policies must not change the memory. */
        public Builder pinned(boolean pinned) {
            this.pinned = pinned;
            return this;
        }

        /** Adds the id of a memory from which this one is derived. */
        public Builder derivedFrom(MemoryId id) {
            derivedFrom.add(Arguments.present(id, "id"));
            return this;
        }

        /** Replaces the ids of the memories from which this one is derived. */
        public Builder derivedFrom(Collection<MemoryId> ids) {
            Arguments.allPresent(ids, "derivedFrom");
            derivedFrom.clear();
            ids.forEach(this::derivedFrom);
            return this;
        }

        /** Sets the idempotency key. A second write with the same key in the same scope changes nothing. */
        public Builder idempotencyKey(@Nullable String key) {
            this.idempotencyKey = key;
            return this;
        }

        /** Replaces one list of search keys; see {@link SearchKeys}. */
        public Builder searchKeys(String name, Collection<String> texts) {
            this.searchKeys = searchKeys.with(name, texts);
            return this;
        }

        /** Replaces all search keys. */
        public Builder searchKeys(SearchKeys keys) {
            this.searchKeys = Arguments.present(keys, "search keys");
            return this;
        }

        /** Builds the observation. Throws if a part is invalid, and the message names that part. */
        public Observation build() {
            return new Observation(this);
        }
    }
}
