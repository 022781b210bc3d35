package dev.memcore.testkit;

import dev.memcore.api.Link;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.lifecycle.ScopeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fake view of a scope, which holds its memories in a sorted map. Immutable: {@link #after} returns a new view. It
 * checks neither pins nor whether an operation fits the state of its memory.
 */
public final class ListScopeView implements ScopeView {
    private final Scope scope;
    private final Instant now;
    private final NavigableMap<MemoryId, Memory> memories;
    private final Map<MemoryId, Usage> usages;

    private ListScopeView(
            Scope scope, Instant now, NavigableMap<MemoryId, Memory> memories, Map<MemoryId, Usage> usages) {
        this.scope = scope;
        this.now = now;
        this.memories = memories;
        this.usages = usages;
    }

    /** Returns a view of memories that were not used. */
    public static ListScopeView of(Scope scope, Instant now, Collection<Memory> memories) {
        TreeMap<MemoryId, Memory> byId = new TreeMap<>();
        memories.forEach(memory -> byId.put(memory.id(), memory));
        return new ListScopeView(scope, now, byId, Map.of());
    }

    /** Returns the first version of a memory, like the version that {@code remember} makes. */
    public static Memory memory(MemoryId id, Scope scope, Instant recordedAt, Observation observation) {
        return Memory.builder(id, scope, observation)
                .sequence(1)
                .recordedAt(recordedAt)
                .cause(Cause.of("remember"))
                .build();
    }

    /** Returns this view with other usage counts of a memory. */
    public ListScopeView with(MemoryId id, Usage usage) {
        Map<MemoryId, Usage> more = new HashMap<>(usages);
        more.put(id, usage);
        return new ListScopeView(scope, now, memories, more);
    }

    /** Returns this view at another time. */
    public ListScopeView at(Instant moment) {
        return new ListScopeView(scope, moment, memories, usages);
    }

    /**
     * Returns this view after operations, which are applied at its time.
     *
     * @throws IllegalArgumentException if an operation changes a memory that is not in the view, or is of a type that
     *     no policy proposes
     */
    public ListScopeView after(List<MemoryOp> operations) {
        TreeMap<MemoryId, Memory> changed = new TreeMap<>(memories);
        operations.forEach(operation -> changed.put(operation.id(), next(changed.get(operation.id()), operation)));
        return new ListScopeView(scope, now, changed, usages);
    }

    private Memory next(@Nullable Memory memory, MemoryOp operation) {
        if (operation instanceof MemoryOp.Add add) {
            return memory(add.id(), add.scope(), now, add.observation());
        }
        if (memory == null) {
            throw new IllegalArgumentException("there is no memory " + operation.id());
        }
        Observation seen = memory.observation();
        return switch (operation) {
            case MemoryOp.Move move ->
                version(memory, operation, seen.toBuilder().tier(move.tier()));
            case MemoryOp.Revise revise ->
                version(memory, operation, seen.toBuilder().text(revise.text()));
            case MemoryOp.SetSearchKeys rekey ->
                version(memory, operation, seen.toBuilder().searchKeys(rekey.name(), rekey.texts()));
            case MemoryOp.AddLink add -> linked(memory, operation, add.link(), true);
            case MemoryOp.RemoveLink remove ->
                linked(memory, operation, Link.of(memory.id(), remove.to(), remove.type()), false);
            case MemoryOp.Forget forget -> version(memory, operation, Status.FORGOTTEN, null, seen);
            case MemoryOp.Supersede supersede -> version(memory, operation, Status.SUPERSEDED, supersede.by(), seen);
            case MemoryOp.SetAttributes change -> {
                Observation.Builder next = seen.toBuilder();
                change.removed().forEach(next::withoutAttribute);
                change.set().forEach(next::attribute);
                yield version(memory, operation, next);
            }
            case MemoryOp.SetExpiry change ->
                version(memory, operation, seen.toBuilder().expiresAt(change.expiresAt()));
            case MemoryOp.SetValidity change ->
                version(
                        memory,
                        operation,
                        seen.toBuilder().validFrom(change.validFrom()).validTo(change.validTo()));
            case MemoryOp.SetEventTime change ->
                version(memory, operation, seen.toBuilder().eventTime(change.eventTime()));
            case MemoryOp.Add add -> throw unknown(operation);
            case MemoryOp.Adjust adjust -> throw unknown(operation);
            case MemoryOp.Quarantine quarantine -> throw unknown(operation);
            case MemoryOp.Release release -> throw unknown(operation);
            case MemoryOp.Restore restore -> throw unknown(operation);
            case MemoryOp.Erase erase -> throw unknown(operation);
            case MemoryOp.Use use -> throw unknown(operation);
        };
    }

    private static IllegalArgumentException unknown(MemoryOp operation) {
        return new IllegalArgumentException("this view does not carry out " + operation);
    }

    private Memory linked(Memory before, MemoryOp operation, Link link, boolean there) {
        List<Link> links = new ArrayList<>(before.links());
        links.removeIf(link::sameRelation);
        if (there) {
            links.add(link);
        }
        return version(before, operation, before.status(), before.supersededBy(), before.observation(), links);
    }

    private Memory version(Memory before, MemoryOp operation, Observation.Builder observation) {
        return version(before, operation, before.status(), before.supersededBy(), observation.build());
    }

    private Memory version(
            Memory before, MemoryOp operation, Status status, @Nullable MemoryId by, Observation observation) {
        return version(before, operation, status, by, observation, before.links());
    }

    private Memory version(
            Memory before,
            MemoryOp operation,
            Status status,
            @Nullable MemoryId by,
            Observation observation,
            List<Link> links) {
        return Memory.builder(before.id(), scope, observation)
                .version(before.version() + 1)
                .sequence(before.sequence() + 1)
                .createdAt(before.createdAt())
                .recordedAt(now)
                .status(status)
                .supersededBy(by)
                .cause(operation.cause())
                .links(links)
                .build();
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Stream<Memory> memories() {
        return memories.values().stream().filter(memory -> memory.inForceAt(now));
    }

    @Override
    public Optional<Memory> get(MemoryId id) {
        return Optional.ofNullable(memories.get(id));
    }

    @Override
    public Usage usage(MemoryId id) {
        return usages.getOrDefault(id, Usage.NONE);
    }
}
