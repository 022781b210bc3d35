package dev.memcore.api.operation;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.api.report.Usage;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A change of a memory. All changes are operations. Write stages and policies <em>propose</em> operations; only the
 * manager applies them, by appending them to the log. Every operation contains the id of its memory and a cause. An
 * operation is a delta and not a full state, so concurrent changes of different parts do not overwrite each other.
 * {@link Restore} is an exception.
 *
 * <p>All operations are in one file, because the set is closed: every log format and every reader of the log must
 * handle exactly these operations.
 */
public sealed interface MemoryOp {
    /** Returns the id of the memory that changes. */
    MemoryId id();

    /** Returns the actor and the reason of the change. */
    Cause cause();

    /**
     * Returns the ids of other memories that must exist: the sources of a new memory, the replacement of a superseded
     * memory, or the target of a new link. Empty for all other operations.
     */
    Set<MemoryId> references();

    /** Returns this operation with another cause. */
    MemoryOp withCause(Cause cause);

    /**
     * Adds a new memory.
     *
     * @param createdAt see {@link Memory#createdAt()}; null for the time of the commit. Only the manager sets it, for
     *     derived memories. Hosts, write stages and policies pass null
     */
    record Add(
            MemoryId id,
            Scope scope,
            Observation observation,
            @Nullable Instant createdAt,
            Cause cause) implements MemoryOp {
        /**
         * Checks that nothing is missing. If kind or tier are not set, they get the defaults of {@link
         * Observation#kind()} and {@link Observation#tier()}.
         */
        public Add {
            Arguments.present(id, "id");
            Arguments.present(scope, "scope");
            observation = Arguments.present(observation, "observation").settled();
            createdAt = Moments.optionalToMillis(createdAt);
            Arguments.present(cause, "cause");
        }

        /** Adds a new memory. Its creation time is the time of the commit, or that of its sources. */
        public Add(MemoryId id, Scope scope, Observation observation, Cause cause) {
            this(id, scope, observation, null, cause);
        }

        @Override
        public Set<MemoryId> references() {
            return observation.derivedFrom();
        }

        @Override
        public Add withCause(Cause cause) {
            return new Add(id, scope, observation, createdAt, cause);
        }
    }

    /**
     * Replaces the text of an active memory.
     *
     * @param ifVersion the expected version. If the memory has another version at the commit, the operation fails with
     *     {@link ErrorCode#CONFLICT}; 0 accepts any version
     */
    record Revise(MemoryId id, String text, int ifVersion, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public Revise {
            Arguments.present(id, "id");
            Arguments.text(text, "text");
            if (ifVersion < 0) {
                throw Arguments.invalid("ifVersion must not be negative, but is " + ifVersion);
            }
            Arguments.present(cause, "cause");
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public Revise withCause(Cause cause) {
            return new Revise(id, text, ifVersion, cause);
        }
    }

    /** Marks an active memory as replaced by another one. Both stay in the store. */
    record Supersede(MemoryId id, MemoryId by, Cause cause) implements MemoryOp {
        /** Checks that a memory does not supersede itself. */
        public Supersede {
            Arguments.present(id, "id");
            Arguments.present(by, "by");
            Arguments.present(cause, "cause");
            if (id.equals(by)) {
                throw Arguments.invalid("a memory cannot supersede itself: " + id);
            }
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of(by);
        }

        @Override
        public Supersede withCause(Cause cause) {
            return new Supersede(id, by, cause);
        }
    }

    /** Removes a memory from all searches. Its history remains until it is erased. */
    record Forget(MemoryId id, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public Forget {
            Arguments.present(id, "id");
            Arguments.present(cause, "cause");
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public Forget withCause(Cause cause) {
            return new Forget(id, cause);
        }
    }

    /** Moves a memory to another tier. */
    record Move(MemoryId id, Tier tier, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public Move {
            Arguments.present(id, "id");
            Arguments.present(tier, "tier");
            Arguments.present(cause, "cause");
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public Move withCause(Cause cause) {
            return new Move(id, tier, cause);
        }
    }

    /**
     * Changes metadata of a memory. A value of null leaves that part unchanged. To clear an expiry or an end of validity, use {@link SetExpiry}
     * and {@link SetValidity}.
     */
    record Adjust(
            MemoryId id,
            @Nullable Double importance,
            @Nullable Double confidence,
            @Nullable Instant validTo,
            @Nullable Instant expiresAt,
            @Nullable Boolean pinned,
            Cause cause)
            implements MemoryOp {
        /** Pins or unpins a memory. */
        public static Adjust pinned(MemoryId id, boolean pinned, Cause cause) {
            return new Adjust(id, null, null, null, null, pinned, cause);
        }

        /** Sets the importance, in [0, 1]. */
        public static Adjust importance(MemoryId id, double importance, Cause cause) {
            return new Adjust(id, importance, null, null, null, null, cause);
        }

        /** Sets the confidence, in [0, 1]. */
        public static Adjust confidence(MemoryId id, double confidence, Cause cause) {
            return new Adjust(id, null, confidence, null, null, null, cause);
        }

        /** Sets the time until which the statement was true in the world, exclusive. */
        public static Adjust validTo(MemoryId id, Instant validTo, Cause cause) {
            return new Adjust(id, null, null, validTo, null, null, cause);
        }

        /** Sets the time from which the memory is no longer recalled. */
        public static Adjust expiresAt(MemoryId id, Instant expiresAt, Cause cause) {
            return new Adjust(id, null, null, null, expiresAt, null, cause);
        }

        /** Checks the ranges, and that at least one value is set. */
        public Adjust {
            Arguments.present(id, "id");
            Arguments.present(cause, "cause");
            if (importance != null) {
                Arguments.unit(importance, "importance");
            }
            if (confidence != null) {
                Arguments.unit(confidence, "confidence");
            }
            validTo = Moments.optionalToMillis(validTo);
            expiresAt = Moments.optionalToMillis(expiresAt);
            if (importance == null && confidence == null && validTo == null && expiresAt == null && pinned == null) {
                throw Arguments.invalid("nothing to adjust in " + id);
            }
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public Adjust withCause(Cause cause) {
            return new Adjust(id, importance, confidence, validTo, expiresAt, pinned, cause);
        }
    }

    /**
     * Replaces one list of search keys. The text and the other lists do not change.
     *
     * @param name the name of the list
     * @param texts the new list; if empty, the list is removed. Limits: see {@link SearchKeys}
     */
    record SetSearchKeys(MemoryId id, String name, List<String> texts, Cause cause) implements MemoryOp {
        /** Checks and copies the list. */
        public SetSearchKeys {
            Arguments.present(id, "id");
            texts = SearchKeys.checked(name, texts);
            Arguments.present(cause, "cause");
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public SetSearchKeys withCause(Cause cause) {
            return new SetSearchKeys(id, name, texts, cause);
        }
    }

    /**
     * Sets and removes attributes of a memory. Its other attributes and parts do not change.
     *
     * <p>The attribute {@link Observation#KEY} of a {@linkplain Kind#FACT fact} cannot be changed, because it
     * determines which facts replace each other. The attributes of a block cannot be changed either. Such an operation
     * fails with {@link ErrorCode#CONFLICT}.
     *
     * @param set the new values by name; present values of these attributes are replaced
     * @param removed the names of attributes to remove; names that the memory does not have are ignored
     */
    record SetAttributes(MemoryId id, Map<String, AttributeValue> set, Set<String> removed, Cause cause)
            implements MemoryOp {
        /**
         * Checks that there is at least one valid name, and that no attribute is both set and removed. Copies both
         * collections.
         */
        public SetAttributes {
            Arguments.present(id, "id");
            Arguments.present(cause, "cause");
            Map<String, AttributeValue> values = new TreeMap<>();
            Arguments.present(set, "set")
                    .forEach((name, value) -> values.put(
                            Arguments.name(name, "attribute name"), Arguments.present(value, "attribute " + name)));
            Set<String> names = new TreeSet<>();
            for (String name : Arguments.elements(removed, "removed")) {
                names.add(Arguments.name(name, "attribute name"));
                if (values.containsKey(name)) {
                    throw Arguments.invalid("the attribute " + name + " is both set and removed");
                }
            }
            if (values.isEmpty() && names.isEmpty()) {
                throw Arguments.invalid("no attribute to set or to remove in " + id);
            }
            set = Collections.unmodifiableMap(values);
            removed = Collections.unmodifiableSet(names);
        }

        /** Sets one attribute. */
        public static SetAttributes set(MemoryId id, String name, AttributeValue value, Cause cause) {
            return new SetAttributes(id, Collections.singletonMap(name, value), Set.of(), cause);
        }

        /** Removes one attribute. */
        public static SetAttributes remove(MemoryId id, String name, Cause cause) {
            return new SetAttributes(id, Map.of(), Collections.singleton(name), cause);
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public SetAttributes withCause(Cause cause) {
            return new SetAttributes(id, set, removed, cause);
        }
    }

    /**
     * Sets or removes the expiry of a memory.
     *
     * @param expiresAt see {@link Observation#expiresAt()}; null removes the expiry
     */
    record SetExpiry(MemoryId id, @Nullable Instant expiresAt, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing, and truncates the time to the millisecond. */
        public SetExpiry {
            Arguments.present(id, "id");
            expiresAt = Moments.optionalToMillis(expiresAt);
            Arguments.present(cause, "cause");
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public SetExpiry withCause(Cause cause) {
            return new SetExpiry(id, expiresAt, cause);
        }
    }

    /**
     * Sets the interval in which the statement of a memory is true in the world. Both ends are replaced.
     *
     * @param validFrom see {@link Observation#validFrom()}; null if unknown, which removes an earlier start
     * @param validTo see {@link Observation#validTo()}; null if no end is known, which removes an earlier end
     */
    record SetValidity(
            MemoryId id,
            @Nullable Instant validFrom,
            @Nullable Instant validTo,
            Cause cause) implements MemoryOp {
        /** Checks that the interval is not empty, and truncates its ends to the millisecond. */
        public SetValidity {
            Arguments.present(id, "id");
            validFrom = Moments.optionalToMillis(validFrom);
            validTo = Moments.optionalToMillis(validTo);
            Moments.requireOrder(validFrom, validTo);
            Arguments.present(cause, "cause");
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public SetValidity withCause(Cause cause) {
            return new SetValidity(id, validFrom, validTo, cause);
        }
    }

    /**
     * Sets or removes the event time of a memory.
     *
     * @param eventTime see {@link Observation#eventTime()}; null removes the event time
     */
    record SetEventTime(MemoryId id, @Nullable EventTime eventTime, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public SetEventTime {
            Arguments.present(id, "id");
            Arguments.present(cause, "cause");
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public SetEventTime withCause(Cause cause) {
            return new SetEventTime(id, eventTime, cause);
        }
    }

    /** Hides an active memory from readers. */
    record Quarantine(MemoryId id, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public Quarantine {
            Arguments.present(id, "id");
            Arguments.present(cause, "cause");
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public Quarantine withCause(Cause cause) {
            return new Quarantine(id, cause);
        }
    }

    /** Makes a quarantined memory active again. */
    record Release(MemoryId id, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public Release {
            Arguments.present(id, "id");
            Arguments.present(cause, "cause");
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public Release withCause(Cause cause) {
            return new Release(id, cause);
        }
    }

    /** Adds a link to its start memory, or replaces the weight and validity of the existing link. */
    record AddLink(Link link, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing, and that the type is not a computed type. */
        public AddLink {
            Arguments.present(link, "link");
            Arguments.present(cause, "cause");
            if (link.type().equals(LinkType.DERIVED_FROM) || link.type().equals(LinkType.SUPERSEDED_BY)) {
                throw Arguments.invalid("links of type " + link.type() + " are computed and cannot be added");
            }
        }

        @Override
        public MemoryId id() {
            return link.from();
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of(link.to());
        }

        @Override
        public AddLink withCause(Cause cause) {
            return new AddLink(link, cause);
        }
    }

    /** Removes a link from its start memory. */
    record RemoveLink(MemoryId id, MemoryId to, LinkType type, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public RemoveLink {
            Arguments.present(id, "id");
            Arguments.present(to, "to");
            Arguments.present(type, "link type");
            Arguments.present(cause, "cause");
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of(); // the target of the link may be erased
        }

        @Override
        public RemoveLink withCause(Cause cause) {
            return new RemoveLink(id, to, type, cause);
        }
    }

    /**
     * Sets the full state of a memory, as a version with the given number. An undo sets the state of an earlier
     * version. A rewrite of the log uses it where the log no longer has the operations that led to the state. Unlike
     * the other operations, it does not depend on earlier operations.
     *
     * @param createdAt see {@link Memory#createdAt()}; if null, that of the previous version, otherwise the time of the
     *     commit
     */
    record Restore(
            MemoryId id,
            Scope scope,
            int version,
            Status status,
            @Nullable MemoryId supersededBy,
            Observation observation,
            List<Link> links,
            @Nullable Instant createdAt,
            Cause cause)
            implements MemoryOp {
        /** Checks that nothing is missing. */
        public Restore {
            Arguments.present(id, "id");
            Arguments.present(scope, "scope");
            Arguments.positive(version, "version");
            Arguments.present(status, "status");
            Arguments.present(observation, "observation");
            links = Arguments.list(links, "links");
            Arguments.atMost(links.size(), Memory.MAX_LINKS, "the number of links of " + id);
            createdAt = Moments.optionalToMillis(createdAt);
            Arguments.present(cause, "cause");
            if (status == Status.ERASED) {
                throw Arguments.invalid("an erased memory cannot be restored: " + id);
            }
            for (Link link : links) {
                if (!link.from().equals(id)) {
                    throw Arguments.invalid("a link of " + id + " starts at " + link.from());
                }
            }
        }

        /** Restores a state and keeps the creation time of the memory. */
        public Restore(
                MemoryId id,
                Scope scope,
                int version,
                Status status,
                @Nullable MemoryId supersededBy,
                Observation observation,
                List<Link> links,
                Cause cause) {
            this(id, scope, version, status, supersededBy, observation, links, null, cause);
        }

        /** Returns an operation that restores the state of a version as another version. */
        public static Restore of(Memory state, int version, Cause cause) {
            Arguments.present(state, "state");
            return new Restore(
                    state.id(),
                    state.scope(),
                    version,
                    state.status(),
                    state.supersededBy(),
                    state.observation(),
                    state.links(),
                    state.createdAt(),
                    cause);
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public Restore withCause(Cause cause) {
            return new Restore(id, scope, version, status, supersededBy, observation, links, createdAt, cause);
        }
    }

    /**
     * Erases a memory. This operation remains as a tombstone, and the log drops every other operation on the memory.
     *
     * @param versions the number of erased versions
     * @param digest see {@link ErasureReceipt.Entry#digest()}
     * @param createdAt see {@link Memory#createdAt()}; if null, that of the previous version, otherwise the time of the
     *     commit
     */
    record Erase(
            MemoryId id,
            Scope scope,
            int versions,
            String digest,
            @Nullable Instant createdAt,
            Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public Erase {
            Arguments.present(id, "id");
            Arguments.present(scope, "scope");
            Arguments.positive(versions, "versions");
            ErasureReceipt.requireHex(digest, 64, "digest");
            createdAt = Moments.optionalToMillis(createdAt);
            Arguments.present(cause, "cause");
        }

        /** Creates a tombstone that keeps the creation time of the memory. */
        public Erase(MemoryId id, Scope scope, int versions, String digest, Cause cause) {
            this(id, scope, versions, digest, null, cause);
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public Erase withCause(Cause cause) {
            return new Erase(id, scope, versions, digest, createdAt, cause);
        }
    }

    /** Adds to the {@link Usage} of a memory. Makes no version. */
    record Use(MemoryId id, Usage usage, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public Use {
            Arguments.present(id, "id");
            Arguments.present(usage, "usage");
            Arguments.present(cause, "cause");
        }

        @Override
        public Set<MemoryId> references() {
            return Set.of();
        }

        @Override
        public Use withCause(Cause cause) {
            return new Use(id, usage, cause);
        }
    }
}
