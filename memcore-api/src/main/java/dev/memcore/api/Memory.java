package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import dev.memcore.api.operation.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of a memory: its observation, scope, status and provenance. The parts of the {@link #observation()} are
 * also accessible here. Immutable. Every change makes a new version with the same id.
 *
 * <p>Hosts receive memories from the store. Implementers of the SPI create them with a {@link #builder builder}.
 */
public final class Memory {
    /**
     * The maximum number of links that start at one memory. The number of links that lead to a memory is not limited.
     */
    public static final int MAX_LINKS = 1_000;

    private final MemoryId id;
    private final Scope scope;
    private final int version;
    private final long sequence;
    private final Instant createdAt;
    private final Instant recordedAt;
    private final Status status;
    private final @Nullable MemoryId supersededBy;
    private final Cause cause;
    private final Observation observation;
    private final List<Link> links;

    private Memory(Builder from) {
        id = from.id;
        scope = from.scope;
        version = Arguments.positive(from.version, "version");
        sequence = from.sequence;
        recordedAt = Moments.toMillis(Arguments.present(from.recordedAt, "recordedAt"));
        createdAt = from.createdAt == null ? recordedAt : Moments.toMillis(from.createdAt);
        status = from.status;
        supersededBy = from.supersededBy;
        cause = from.cause;
        observation = from.observation;
        links = from.links;
        Arguments.atMost(links.size(), MAX_LINKS, "the number of links of " + id);
    }

    /**
     * Creates a builder of an active first version in commit 0, with {@link Cause#HOST} and without links. You must set
     * the {@linkplain Builder#recordedAt recording time}.
     */
    public static Builder builder(MemoryId id, Scope scope, Observation observation) {
        return new Builder(id, scope, observation);
    }

    /** Creates a builder that contains all parts of this version. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Returns the id, which is the same in all versions. */
    public MemoryId id() {
        return id;
    }

    /** Returns the scope. */
    public Scope scope() {
        return scope;
    }

    /** Returns the number of this version. The first version has number 1. */
    public int version() {
        return version;
    }

    /** Returns the sequence number of the commit that made this version. */
    public long sequence() {
        return sequence;
    }

    /**
     * Returns when the memory was created. This time is the same in all versions. No change, move, link, pin or restore
     * affects it. If the memory was {@linkplain Observation#derivedFrom() derived} from others, it is the latest
     * {@code createdAt} of its sources at the time of the write. Otherwise it is the time of the commit that added the
     * memory.
     */
    public Instant createdAt() {
        return createdAt;
    }

    /** Returns when this version was recorded. Only views of the past, histories and audits use this time. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** Returns the status. */
    public Status status() {
        return status;
    }

    /** Returns the id of the memory that replaced this one, or null if none did. */
    public @Nullable MemoryId supersededBy() {
        return supersededBy;
    }

    /** Returns the actor and the reason of the change that made this version. */
    public Cause cause() {
        return cause;
    }

    /** Returns the observation: the text and its metadata. */
    public Observation observation() {
        return observation;
    }

    /**
     * Returns the links that start at this memory, in the order in which they were first added; at most
     * {@value #MAX_LINKS}.
     */
    public List<Link> links() {
        return links;
    }

    /** Returns the text. */
    public String text() {
        return observation.text();
    }

    /**
     * Returns the time to which the memory refers: its event time if set, otherwise its creation time. All orderings by
     * time use this value.
     */
    public EventTime when() {
        EventTime event = observation.eventTime();
        return event == null ? EventTime.at(createdAt) : event;
    }

    /** Returns the id of the session, or null if the memory is not part of a session. */
    public @Nullable String session() {
        return observation.session();
    }

    /** Returns the kind. */
    public Kind kind() {
        return observation.kind();
    }

    /** Returns the tier. */
    public Tier tier() {
        return observation.tier();
    }

    /** Returns whether maintenance policies must not change the memory. */
    public boolean pinned() {
        return observation.pinned();
    }

    /** Returns the role of the speaker, or null if not set. */
    public @Nullable Role role() {
        return observation.role();
    }

    /** Returns the name of the speaker, or null if not set. */
    public @Nullable String speaker() {
        return observation.speaker();
    }

    /** Returns the ids of the tool calls that an assistant's message makes, or that a tool's message answers. */
    public List<String> toolCallIds() {
        return observation.toolCallIds();
    }

    /** Returns when the described event happened, or null if unknown. */
    public @Nullable EventTime eventTime() {
        return observation.eventTime();
    }

    /** Returns the time since which the statement has been true in the world, or null if unknown. */
    public @Nullable Instant validFrom() {
        return observation.validFrom();
    }

    /** Returns the time until which the statement was true in the world, exclusive, or null if no end is known. */
    public @Nullable Instant validTo() {
        return observation.validTo();
    }

    /** Returns the time from which the memory is no longer recalled, or null if it does not expire. */
    public @Nullable Instant expiresAt() {
        return observation.expiresAt();
    }

    /** Returns the attributes: typed scalars by name. */
    public Map<String, AttributeValue> attributes() {
        return observation.attributes();
    }

    /** Returns the access labels. A principal can see the memory only if it has a clearance for every label. */
    public Set<String> labels() {
        return observation.labels();
    }

    /** Returns the importance in [0, 1]; 0.5 by default. */
    public double importance() {
        return observation.importance();
    }

    /** Returns the confidence that the statement is true, in [0, 1]. */
    public double confidence() {
        return observation.confidence();
    }

    /** Returns the origin (a document, a tool, a person), or null if not set. */
    public @Nullable String source() {
        return observation.source();
    }

    /** Returns the trust in the source, in [0, 1]. */
    public double trust() {
        return observation.trust();
    }

    /** Returns the ids of the memories from which this one was derived; empty if it was not derived. */
    public Set<MemoryId> derivedFrom() {
        return observation.derivedFrom();
    }

    /**
     * Returns the idempotency key, or null if not set. A second write with the same key in the same scope changes
     * nothing.
     */
    public @Nullable String idempotencyKey() {
        return observation.idempotencyKey();
    }

    /** Returns additional texts under which the memory is searched. They are not part of its text. */
    public SearchKeys searchKeys() {
        return observation.searchKeys();
    }

    /** Returns whether the memory is in force at the given time: active and not expired. */
    public boolean inForceAt(Instant now) {
        Arguments.present(now, "now");
        Instant expiry = observation.expiresAt();
        return status == Status.ACTIVE && (expiry == null || now.isBefore(expiry));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Memory that
                && id.equals(that.id)
                && version == that.version
                && sequence == that.sequence
                && scope.equals(that.scope)
                && createdAt.equals(that.createdAt)
                && recordedAt.equals(that.recordedAt)
                && status == that.status
                && Objects.equals(supersededBy, that.supersededBy)
                && cause.equals(that.cause)
                && observation.equals(that.observation)
                && links.equals(that.links);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, version, sequence, status, observation);
    }

    @Override
    public String toString() {
        return "Memory[id=" + id + ", scope=" + scope + ", version=" + version + ", sequence=" + sequence
                + ", createdAt="
                + createdAt + ", recordedAt=" + recordedAt + ", status=" + status + ", supersededBy=" + supersededBy
                + ", cause=" + cause + ", observation=" + observation + ", links=" + links + "]";
    }

    /** Builds a version of a memory. Not safe for use by several threads. */
    public static final class Builder {
        private final MemoryId id;
        private Scope scope;
        private int version = 1;
        private long sequence;
        private @Nullable Instant createdAt;
        private @Nullable Instant recordedAt;
        private Status status = Status.ACTIVE;
        private @Nullable MemoryId supersededBy;
        private Cause cause = Cause.HOST;
        private Observation observation;
        private List<Link> links = List.of();

        private Builder(MemoryId id, Scope scope, Observation observation) {
            this.id = Arguments.present(id, "id");
            this.scope = Arguments.present(scope, "scope");
            this.observation = Arguments.present(observation, "observation");
        }

        private Builder(Memory from) {
            id = from.id;
            scope = from.scope;
            version = from.version;
            sequence = from.sequence;
            createdAt = from.createdAt;
            recordedAt = from.recordedAt;
            status = from.status;
            supersededBy = from.supersededBy;
            cause = from.cause;
            observation = from.observation;
            links = from.links;
        }

        /** Sets the scope. */
        public Builder scope(Scope scope) {
            this.scope = Arguments.present(scope, "scope");
            return this;
        }

        /** Sets the version number, at least 1. */
        public Builder version(int version) {
            this.version = version;
            return this;
        }

        /** Sets the sequence number of the commit that made this version. */
        public Builder sequence(long sequence) {
            this.sequence = sequence;
            return this;
        }

        /** Sets when the memory was created. If null, this is the time at which this version was recorded. */
        public Builder createdAt(@Nullable Instant moment) {
            this.createdAt = moment;
            return this;
        }

        /** Sets when this version was recorded. */
        public Builder recordedAt(Instant moment) {
            this.recordedAt = Arguments.present(moment, "recordedAt");
            return this;
        }

        /** Sets the status. */
        public Builder status(Status status) {
            this.status = Arguments.present(status, "status");
            return this;
        }

        /** Sets the id of the memory that replaced this one. */
        public Builder supersededBy(@Nullable MemoryId by) {
            this.supersededBy = by;
            return this;
        }

        /** Sets the actor and the reason of the change. */
        public Builder cause(Cause cause) {
            this.cause = Arguments.present(cause, "cause");
            return this;
        }

        /** Sets the observation. */
        public Builder observation(Observation observation) {
            this.observation = Arguments.present(observation, "observation");
            return this;
        }

        /** Replaces the links that start at this memory. */
        public Builder links(List<Link> links) {
            this.links = Arguments.list(links, "links");
            return this;
        }

        /** Builds the version. Throws if a part is invalid, and the message names that part. */
        public Memory build() {
            return new Memory(this);
        }
    }
}
