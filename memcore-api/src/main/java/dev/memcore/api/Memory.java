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
 * One version of a memory: what was observed, whose it is, and where it stands. The parts of its {@link #observation()} are
 * accessible here, too. Immutable; every change makes a new version with the same id.
 *
 * <p>Hosts receive memories; implementers make them with a {@link #builder builder}.
 */
public final class Memory {
    /** How many links may start at one memory; any number may end there. */
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
     * Starts an active first version, of commit 0, with {@link Cause#HOST} and without links. The moment at which it was
     * {@linkplain Builder#recordedAt recorded} must be set.
     */
    public static Builder builder(MemoryId id, Scope scope, Observation observation) {
        return new Builder(id, scope, observation);
    }

    /** A builder that starts with all the parts of this version. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** The identity, the same in all versions. */
    public MemoryId id() {
        return id;
    }

    /** Whose memory it is. */
    public Scope scope() {
        return scope;
    }

    /** 1 for the first version, then counting up. */
    public int version() {
        return version;
    }

    /** The commit of the log that made this version. */
    public long sequence() {
        return sequence;
    }

    /**
     * When the memory was created: the same in all versions, whatever is changed, moved, linked, pinned or restored. Of a memory
     * that was {@linkplain Observation#derivedFrom() derived} from others it is the latest {@code createdAt} of those at the time
     * of its adding, since what is made of memories is as new as the newest of them. Of all others it is the moment of the commit
     * that added them.
     */
    public Instant createdAt() {
        return createdAt;
    }

    /** When this version was recorded. Only views of the past, histories and audits use it. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** Where it stands. */
    public Status status() {
        return status;
    }

    /** The memory that replaced it, or null. */
    public @Nullable MemoryId supersededBy() {
        return supersededBy;
    }

    /** Who made this version, and why. */
    public Cause cause() {
        return cause;
    }

    /** What is remembered. */
    public Observation observation() {
        return observation;
    }

    /** The links that start here, in the order in which they were first added; at most {@value #MAX_LINKS}. */
    public List<Link> links() {
        return links;
    }

    /** The text that is shown. */
    public String text() {
        return observation.text();
    }

    /**
     * When that which it says was, or was said: its event time, otherwise the moment of its creation. All orders in time go
     * by this: what is newer, what is the latest, what came before.
     */
    public EventTime when() {
        EventTime event = observation.eventTime();
        return event == null ? EventTime.at(createdAt) : event;
    }

    /** The conversation it belongs to, or null. */
    public @Nullable String session() {
        return observation.session();
    }

    /** What sort of memory it is. */
    public Kind kind() {
        return observation.kind();
    }

    /** How close to hand it is kept. */
    public Tier tier() {
        return observation.tier();
    }

    /** Whether policies of maintenance must leave it as it is. */
    public boolean pinned() {
        return observation.pinned();
    }

    /** Who speaks, or null. */
    public @Nullable Role role() {
        return observation.role();
    }

    /** The speaker's name, or null. */
    public @Nullable String speaker() {
        return observation.speaker();
    }

    /** On an assistant's message: the tool calls it makes; on a tool's message: the call it answers. */
    public List<String> toolCallIds() {
        return observation.toolCallIds();
    }

    /** When what it tells happened, or null: unknown. */
    public @Nullable EventTime eventTime() {
        return observation.eventTime();
    }

    /** Since when it has been true in the world, or null: unknown. */
    public @Nullable Instant validFrom() {
        return observation.validFrom();
    }

    /** Until when it was true, exclusive, or null: no end is known. */
    public @Nullable Instant validTo() {
        return observation.validTo();
    }

    /** When it stops being recalled, or null: never. */
    public @Nullable Instant expiresAt() {
        return observation.expiresAt();
    }

    /** Typed scalars by name. */
    public Map<String, AttributeValue> attributes() {
        return observation.attributes();
    }

    /** Walls: a reader must be cleared for all of them. */
    public Set<String> labels() {
        return observation.labels();
    }

    /** In [0, 1]; 0.5 where nothing is known. */
    public double importance() {
        return observation.importance();
    }

    /** In [0, 1]: how sure we are that it is true. */
    public double confidence() {
        return observation.confidence();
    }

    /** Where it comes from (a document, a tool, a person), or null. */
    public @Nullable String source() {
        return observation.source();
    }

    /** In [0, 1]: how far the source is trusted. */
    public double trust() {
        return observation.trust();
    }

    /** The memories it was made from, or empty: raw. */
    public Set<MemoryId> derivedFrom() {
        return observation.derivedFrom();
    }

    /** A repeat of the same key in the same scope is a no-op; null: none. */
    public @Nullable String idempotencyKey() {
        return observation.idempotencyKey();
    }

    /** Texts under which it is searched beside its own; they are not shown. */
    public SearchKeys searchKeys() {
        return observation.searchKeys();
    }

    /** Whether it is in force at the given moment: active, and not expired. */
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

    /** Builds a version of a memory; not safe for use by several threads. */
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

        /** Sets whose memory it is. */
        public Builder scope(Scope scope) {
            this.scope = Arguments.present(scope, "scope");
            return this;
        }

        /** Sets the number of the version, at least 1. */
        public Builder version(int version) {
            this.version = version;
            return this;
        }

        /** Sets the commit that made the version. */
        public Builder sequence(long sequence) {
            this.sequence = sequence;
            return this;
        }

        /** Sets when the memory was created; null: when this version was recorded. */
        public Builder createdAt(@Nullable Instant moment) {
            this.createdAt = moment;
            return this;
        }

        /** Sets when this version was recorded. */
        public Builder recordedAt(Instant moment) {
            this.recordedAt = Arguments.present(moment, "recordedAt");
            return this;
        }

        /** Sets where it stands. */
        public Builder status(Status status) {
            this.status = Arguments.present(status, "status");
            return this;
        }

        /** Sets the memory that replaced it. */
        public Builder supersededBy(@Nullable MemoryId by) {
            this.supersededBy = by;
            return this;
        }

        /** Sets who made this version, and why. */
        public Builder cause(Cause cause) {
            this.cause = Arguments.present(cause, "cause");
            return this;
        }

        /** Sets what is remembered. */
        public Builder observation(Observation observation) {
            this.observation = Arguments.present(observation, "observation");
            return this;
        }

        /** Sets the links that start here, in place of those given before. */
        public Builder links(List<Link> links) {
            this.links = Arguments.list(links, "links");
            return this;
        }

        /** Builds the version, or says which part is wrong. */
        public Memory build() {
            return new Memory(this);
        }
    }
}
