package dev.memcore.model;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.contract.StoreTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The reference: memory as a map, with none of the engine's code. */
final class MapModel {
    private static final Cause CAUSE = Cause.of("model");

    private static final List<Tier> TIERS = List.of(Tier.values());

    private final Map<MemoryId, Entry> entries = new TreeMap<>();
    private final Map<String, MemoryId> keys = new TreeMap<>();

    /** What is observable of a memory. */
    record Entry(
            Scope scope,
            Set<String> labels,
            int version,
            Status status,
            String text,
            Tier tier,
            double importance,
            @Nullable Instant expiresAt,
            Map<String, AttributeValue> attributes,
            @Nullable MemoryId supersededBy) {
        static Entry of(Memory memory) {
            Observation seen = memory.observation();
            return new Entry(
                    memory.scope(),
                    seen.labels(),
                    memory.version(),
                    memory.status(),
                    seen.text(),
                    seen.tier(),
                    seen.importance(),
                    seen.expiresAt(),
                    seen.attributes(),
                    memory.supersededBy());
        }

        Entry next(Status status, String text, Tier tier, double importance, @Nullable Instant expiresAt) {
            return new Entry(
                    scope, labels, version + 1, status, text, tier, importance, expiresAt, attributes, supersededBy);
        }

        Entry with(Map<String, AttributeValue> attributes) {
            return new Entry(
                    scope, labels, version + 1, status, text, tier, importance, expiresAt, attributes, supersededBy);
        }

        Entry supersededBy(MemoryId by) {
            return new Entry(
                    scope, labels, version + 1, Status.SUPERSEDED, text, tier, importance, expiresAt, attributes, by);
        }
    }

    /** What applying the operations must lead to: a failure, or else the version. */
    record Expected(List<MemoryOp> operations, Optional<ErrorCode> failure, int version) {}

    /** Takes a step, and says how to do the same to the engine. */
    Expected take(ModelContract.Step step, Principal reader, String text) {
        MemoryId id = nth(step.target());
        MemoryId other = nth(step.other());
        Entry before = entries.get(id);
        return switch (step.change()) {
            case ADD -> add(reader, step, text);
            case REVISE -> {
                int ifVersion = step.other() % 3;
                MemoryOp op = new MemoryOp.Revise(id, text, ifVersion, CAUSE);
                boolean fits = before != null
                        && before.status == Status.ACTIVE
                        && (ifVersion == 0 || ifVersion == before.version);
                yield change(reader, id, op, fits, e -> e.next(e.status, text, e.tier, e.importance, e.expiresAt));
            }
            case FORGET ->
                change(
                        reader,
                        id,
                        new MemoryOp.Forget(id, CAUSE),
                        !is(before, Status.FORGOTTEN),
                        e -> e.next(Status.FORGOTTEN, e.text, e.tier, e.importance, e.expiresAt));
            case SUPERSEDE -> supersede(reader, id, other);
            case QUARANTINE ->
                change(
                        reader,
                        id,
                        new MemoryOp.Quarantine(id, CAUSE),
                        is(before, Status.ACTIVE),
                        e -> e.next(Status.QUARANTINED, e.text, e.tier, e.importance, e.expiresAt));
            case RELEASE ->
                change(
                        reader,
                        id,
                        new MemoryOp.Release(id, CAUSE),
                        is(before, Status.QUARANTINED),
                        e -> e.next(Status.ACTIVE, e.text, e.tier, e.importance, e.expiresAt));
            case MOVE -> {
                Tier tier = TIERS.get(step.value());
                MemoryOp op = new MemoryOp.Move(id, tier, CAUSE);
                boolean fits = !is(before, Status.FORGOTTEN);
                yield change(reader, id, op, fits, e -> e.next(e.status, e.text, tier, e.importance, e.expiresAt));
            }
            case ADJUST -> {
                double importance = step.value() / 4.0;
                Instant expiresAt = StoreTest.START.plusSeconds(10L * step.other());
                MemoryOp op = new MemoryOp.Adjust(id, importance, null, null, expiresAt, null, CAUSE);
                boolean fits = !is(before, Status.FORGOTTEN);
                yield change(reader, id, op, fits, e -> e.next(e.status, e.text, e.tier, importance, expiresAt));
            }
            case SET_ATTRIBUTE -> {
                String name = "n" + step.other() % 3;
                AttributeValue value = new AttributeValue.Whole(step.value());
                MemoryOp op = MemoryOp.SetAttributes.set(id, name, value, CAUSE);
                yield set(reader, id, op, e -> {
                    Map<String, AttributeValue> attributes = new TreeMap<>(e.attributes);
                    attributes.put(name, value);
                    return e.with(attributes);
                });
            }
            case REMOVE_ATTRIBUTE -> {
                String name = "n" + step.other() % 3;
                yield set(reader, id, MemoryOp.SetAttributes.remove(id, name, CAUSE), e -> {
                    Map<String, AttributeValue> attributes = new TreeMap<>(e.attributes);
                    attributes.remove(name);
                    return e.with(attributes);
                });
            }
            case SET_EXPIRY -> {
                Instant expiresAt = step.value() == 0 ? null : StoreTest.START.plusSeconds(10L * step.other());
                MemoryOp op = new MemoryOp.SetExpiry(id, expiresAt, CAUSE);
                yield set(reader, id, op, e -> e.next(e.status, e.text, e.tier, e.importance, expiresAt));
            }
            case REMEMBER, REOPEN, LOSE_INDEX -> throw new IllegalArgumentException("not an operation: " + step);
        };
    }

    /** What remembering must give: the memory of the key if the scope has used it, or else a new one. */
    Entry remembered(Principal reader, Observation seen, Memory kept) {
        Entry added = new Entry(
                reader.scope(),
                Set.of(),
                1,
                Status.ACTIVE,
                seen.text(),
                Tier.LONG,
                seen.importance(),
                null,
                Map.of(),
                null);
        MemoryId id = kept.id();
        if (seen.idempotencyKey() != null) {
            MemoryId before = keys.putIfAbsent(reader.scope() + "#" + seen.idempotencyKey(), id);
            id = before == null ? id : before;
        }
        entries.putIfAbsent(id, added);
        return Objects.requireNonNull(entries.get(id));
    }

    int size() {
        return entries.size();
    }

    List<MemoryId> ids() {
        return List.copyOf(entries.keySet());
    }

    Optional<Entry> get(Principal reader, MemoryId id) {
        Entry entry = entries.get(id);
        boolean shown = is(entry, Status.ACTIVE) || is(entry, Status.SUPERSEDED);
        return shown && sees(reader, entry) ? Optional.ofNullable(entry) : Optional.empty();
    }

    List<MemoryId> inForce(Principal reader, Instant now) {
        List<MemoryId> found = new ArrayList<>();
        entries.forEach((id, entry) -> {
            boolean expired = entry.expiresAt != null && !now.isBefore(entry.expiresAt);
            if (sees(reader, entry) && entry.status == Status.ACTIVE && !expired) {
                found.add(id);
            }
        });
        return found;
    }

    private Expected add(Principal reader, ModelContract.Step step, String text) {
        MemoryId id = new MemoryId(1, entries.size() + 1L);
        boolean labelled = step.value() == 3;
        boolean sharedByTenant = step.other() % 2 == 0;
        Scope scope = sharedByTenant ? Scope.of(reader.scope().tenant()) : reader.scope();
        Observation.Builder seen = Observation.builder(text);
        if (labelled) {
            seen.label("secret");
        }
        List<MemoryOp> ops = List.of(new MemoryOp.Add(id, scope, seen.build(), CAUSE));
        if (labelled && !reader.clearances().contains("secret")) {
            return new Expected(ops, Optional.of(ErrorCode.INVALID_ARGUMENT), 0);
        }
        Set<String> labels = labelled ? Set.of("secret") : Set.of();
        entries.put(id, new Entry(scope, labels, 1, Status.ACTIVE, text, Tier.LONG, 0.5, null, Map.of(), null));
        return new Expected(ops, Optional.empty(), 1);
    }

    private Expected supersede(Principal reader, MemoryId id, MemoryId by) {
        MemoryId other = id.equals(by) ? new MemoryId(0, 998) : by;
        MemoryOp op = new MemoryOp.Supersede(id, other, CAUSE);
        if (!sees(reader, entries.get(other))) {
            return new Expected(List.of(op), Optional.of(ErrorCode.NOT_FOUND), 0);
        }
        boolean fits = is(entries.get(id), Status.ACTIVE) && is(entries.get(other), Status.ACTIVE);
        return change(reader, id, op, fits, e -> e.supersededBy(other));
    }

    /** A change to what is there already makes no version. */
    private Expected set(Principal reader, MemoryId id, MemoryOp op, Update update) {
        boolean fits = !is(entries.get(id), Status.FORGOTTEN);
        return change(reader, id, op, fits, before -> {
            Entry next = update.of(before);
            boolean same =
                    next.attributes.equals(before.attributes) && Objects.equals(next.expiresAt, before.expiresAt);
            return same ? before : next;
        });
    }

    private interface Update {
        Entry of(Entry before);
    }

    private Expected change(Principal reader, MemoryId id, MemoryOp op, boolean fits, Update update) {
        Entry before = entries.get(id);
        if (before == null || !sees(reader, before)) {
            return new Expected(List.of(op), Optional.of(ErrorCode.NOT_FOUND), 0);
        }
        if (!fits) {
            return new Expected(List.of(op), Optional.of(ErrorCode.CONFLICT), 0);
        }
        Entry next = update.of(before);
        entries.put(id, next);
        return new Expected(List.of(op), Optional.empty(), next.version);
    }

    private static boolean is(@Nullable Entry entry, Status status) {
        return entry != null && entry.status == status;
    }

    // Written out on purpose: the engine's Scope.visibleTo is what is tested.
    private static boolean sees(Principal reader, @Nullable Entry entry) {
        if (entry == null || !entry.scope.tenant().equals(reader.scope().tenant())) {
            return false;
        }
        boolean user = entry.scope.user() == null
                || entry.scope.user().equals(reader.scope().user());
        boolean agent = entry.scope.agent() == null
                || entry.scope.agent().equals(reader.scope().agent());
        boolean cleared = entry.labels.isEmpty() || reader.clearances().contains("secret");
        return user && agent && cleared;
    }

    private MemoryId nth(int n) {
        List<MemoryId> ids = ids();
        return n < ids.size() ? ids.get(n) : unknown();
    }

    private static MemoryId unknown() {
        return new MemoryId(0, 999);
    }
}
