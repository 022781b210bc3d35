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
 * A change to memory: the only way anything changes. Stages and policies <em>propose</em> operations; the manager alone
 * applies them, by appending them to the log. Every operation names the memory it is about and its cause; an operation
 * is a delta, never a whole state, so that concurrent changes of different parts do not undo each other.
 */
public sealed interface MemoryOp {
    /** The memory that changes. */
    MemoryId id();

    /** Who changes it, and why. */
    Cause cause();

    /**
     * The other memories that must be there for it to make sense: those that a new memory was derived from, the one that replaces a
     * memory, the one to which a new link leads. Empty for all other operations.
     */
    Set<MemoryId> references();

    /** This operation with another cause. */
    MemoryOp withCause(Cause cause);

    /**
     * A new memory.
     *
     * @param createdAt see {@link Memory#createdAt()}; null: the moment of the commit. Set by the manager alone, for what is
     *     derived: hosts, stages and policies leave it null
     */
    record Add(
            MemoryId id,
            Scope scope,
            Observation observation,
            @Nullable Instant createdAt,
            Cause cause) implements MemoryOp {
        /** Checks that nothing is missing; kind and tier, if they were not set, are those of {@link Observation#kind()}. */
        public Add {
            Arguments.present(id, "id");
            Arguments.present(scope, "scope");
            observation = Arguments.present(observation, "observation").settled();
            createdAt = Moments.optionalToMillis(createdAt);
            Arguments.present(cause, "cause");
        }

        /** A new memory, created when it is recorded, or when what it is derived from was created. */
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
     * A new text for an active memory.
     *
     * @param ifVersion the version that the text was written for: if the memory has another one by then, the operation
     *     fails with {@link ErrorCode#CONFLICT}; 0 for "whatever the version is"
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

    /** An active memory is replaced by another one; both are kept. */
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

    /** A memory leaves every search for good; its history remains until it is erased. */
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

    /** A memory moves to another tier. */
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
     * New values for what is known of a memory; null leaves a value as it is. To clear an expiry or an end of validity, use
     * {@link SetExpiry} and {@link SetValidity}.
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
        /** A memory is pinned, or let go of. */
        public static Adjust pinned(MemoryId id, boolean pinned, Cause cause) {
            return new Adjust(id, null, null, null, null, pinned, cause);
        }

        /** A memory gets another importance, in [0, 1]. */
        public static Adjust importance(MemoryId id, double importance, Cause cause) {
            return new Adjust(id, importance, null, null, null, null, cause);
        }

        /** A memory gets another confidence, in [0, 1]. */
        public static Adjust confidence(MemoryId id, double confidence, Cause cause) {
            return new Adjust(id, null, confidence, null, null, null, cause);
        }

        /** What a memory says stopped being true in the world. */
        public static Adjust validTo(MemoryId id, Instant validTo, Cause cause) {
            return new Adjust(id, null, null, validTo, null, null, cause);
        }

        /** A memory stops being recalled at a moment. */
        public static Adjust expiresAt(MemoryId id, Instant expiresAt, Cause cause) {
            return new Adjust(id, null, null, null, expiresAt, null, cause);
        }

        /** Checks the ranges, and that there is something to adjust. */
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
     * A memory gets another list of search keys; its text, its other lists and all else stay as they are.
     *
     * @param name the list's
     * @param texts in place of what the list was; empty: the list goes. Limits: see {@link SearchKeys}
     */
    record SetSearchKeys(MemoryId id, String name, List<String> texts, Cause cause) implements MemoryOp {
        /** Checks the list, and copies it. */
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
     * Sets and removes attributes of a memory; its other attributes and all else stay as they are.
     *
     * <p>The attribute {@link Observation#KEY} of a {@linkplain Kind#FACT fact} cannot be changed: it says which values replace each
     * other. Nor can the attributes of a block. Such an operation fails with {@link ErrorCode#CONFLICT}.
     *
     * @param set the new values by name; attributes that the memory has already are replaced
     * @param removed names of attributes to remove; a name that the memory does not have is ignored
     */
    record SetAttributes(MemoryId id, Map<String, AttributeValue> set, Set<String> removed, Cause cause)
            implements MemoryOp {
        /** Checks the names, that at least one is given, and that none is both set and removed; copies both collections. */
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
     * Sets when a memory stops being recalled.
     *
     * @param expiresAt see {@link Observation#expiresAt()}; null: never, a former expiry is cleared
     */
    record SetExpiry(MemoryId id, @Nullable Instant expiresAt, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing; cuts the moment to the millisecond. */
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
     * Sets the interval in which what a memory says is true in the world. Both ends are replaced.
     *
     * @param validFrom see {@link Observation#validFrom()}; null: unknown, a former start is cleared
     * @param validTo see {@link Observation#validTo()}; null: no end is known, a former end is cleared
     */
    record SetValidity(
            MemoryId id,
            @Nullable Instant validFrom,
            @Nullable Instant validTo,
            Cause cause) implements MemoryOp {
        /** Checks that the interval is not empty; cuts the moments to the millisecond. */
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
     * Sets when what a memory tells happened.
     *
     * @param eventTime see {@link Observation#eventTime()}; null: unknown, a former event time is cleared
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

    /** An active memory is held back from readers. */
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

    /** A memory in quarantine becomes active again. */
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

    /** A link is added to the memory it starts from, or its weight and validity are replaced. */
    record AddLink(Link link, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing, and that the type is not one that memories have by themselves. */
        public AddLink {
            Arguments.present(link, "link");
            Arguments.present(cause, "cause");
            if (link.type().equals(LinkType.DERIVED_FROM) || link.type().equals(LinkType.SUPERSEDED_BY)) {
                throw Arguments.invalid(
                        "links of type " + link.type() + " are not added, but follow from a memory's parts");
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

    /** A link is taken from the memory it starts from. */
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
            return Set.of(); // its end may be gone
        }

        @Override
        public RemoveLink withCause(Cause cause) {
            return new RemoveLink(id, to, type, cause);
        }
    }

    /**
     * A memory gets a whole state, in a version of the given number: that of an earlier version, on undo; or its own, where
     * the log no longer has the operations that led to it. Unlike the other operations it needs nothing before it.
     *
     * @param createdAt see {@link Memory#createdAt()}; null: that of the version before, otherwise the moment of the commit
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
                throw Arguments.invalid("what was erased cannot be restored: " + id);
            }
            for (Link link : links) {
                if (!link.from().equals(id)) {
                    throw Arguments.invalid("a link of " + id + " starts at " + link.from());
                }
            }
        }

        /** A state of a memory that stays as old as it is. */
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

        /** The state of a version, as another version. */
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
     * A memory is erased: this mark remains, and the log drops every other operation on it.
     *
     * @param versions how many versions it had
     * @param digest see {@link ErasureReceipt.Entry#digest()}
     * @param createdAt see {@link Memory#createdAt()}; null: that of the version before, otherwise the moment of the commit
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

        /** The mark of a memory that stays as old as it was. */
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

    /** A memory was used: adds to its {@link Usage}. Makes no version. */
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
