package dev.memcore.model;

import dev.memcore.MemcoreBuilder;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.error.UndoConflictException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.component.TriggeredPolicies;
import dev.memcore.consolidation.Policies;
import dev.memcore.contract.Store;
import dev.memcore.contract.StoreTest;
import dev.memcore.maintenance.Gists;
import dev.memcore.opening.LogBackedMemoryManager;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.Trigger;
import dev.memcore.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Random histories of one scope: what anybody may do to a store, in any order; what does not fit is refused and left out. */
final class Histories {
    static final Scope BOB = Scope.of("acme", "bob");
    static final List<LifecyclePolicy> POLICIES = List.of(
            Policies.mergeNearDuplicates(),
            Policies.fifo(Tier.LONG, 4),
            Policies.limitShortTierPerSession(2),
            Policies.ageWeightedPruning(Tier.MID, 2),
            Policies.lru(Tier.ARCHIVE, 5).forgetting());

    private static final List<TriggeredPolicies> RULES = List.of(
            new TriggeredPolicies(Trigger.everyMemories(3), List.of(new Gists())),
            new TriggeredPolicies(Trigger.overflow(Tier.SHORT, 3), List.of(Policies.limitShortTier(1))),
            new TriggeredPolicies(Trigger.overflow(Tier.LONG, 2), List.of(Policies.lru(Tier.LONG, 1))),
            new TriggeredPolicies(Trigger.sessionEnd(), List.of(Policies.fifo(Tier.MID, 1))),
            new TriggeredPolicies(Trigger.feedback(), List.of(Policies.lfu(Tier.LONG, 2))));

    private static final Cause TEST = Cause.of("history");
    private static final Set<ErrorCode> REFUSALS = Set.of(ErrorCode.CONFLICT, ErrorCode.NOT_FOUND);
    private static final List<Tier> TIERS = List.of(Tier.values());
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
    private static final List<String> TEXTS = List.of(
            "Bob drinks green tea every morning",
            "Bob drinks green tea every morning.",
            "Bob drinks green tea every evening",
            "The office moved to Bergen in June",
            "Well, the office moved to Bergen in June",
            "Eve has two dogs");

    /** What a step does. */
    enum Kind {
        REMEMBER,
        DERIVE,
        TURN,
        REVISE,
        FORGET,
        SUPERSEDE,
        QUARANTINE,
        RELEASE,
        MOVE,
        ADJUST,
        REKEY,
        ATTRIBUTE,
        EXPIRY,
        VALIDITY,
        EVENT_TIME,
        PIN,
        LINK,
        UNLINK,
        BLOCK,
        FEEDBACK,
        UNDO,
        ERASE,
        MAINTAIN,
        REOPEN
    }

    /** One step: of what, to what. Targets count the ids in the order of their making; beyond: nothing happens. */
    record Step(Kind kind, int target, int other, int value) {}

    private final Store store;
    private final ManualClock clock = new ManualClock(StoreTest.START);
    private final List<TriggeredPolicies> rules;
    private MemoryManager manager;
    private final Set<MemoryId> erased = new HashSet<>();

    Histories(Store store) {
        this(store, List.of());
    }

    private Histories(Store store, List<TriggeredPolicies> rules) {
        this.store = store;
        this.rules = rules;
        this.manager = open();
    }

    /** Histories in which triggers make policies due, one of which adds memories. */
    static Histories withRules(Store store) {
        return new Histories(store, RULES);
    }

    static Arbitrary<List<Step>> steps(Predicate<Kind> allowed) {
        List<Tuple.Tuple2<Integer, Kind>> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (allowed.test(kind)) {
                kinds.add(Tuple.of(
                        switch (kind) {
                            case REMEMBER -> 8;
                            case TURN, DERIVE, REVISE -> 4;
                            case REOPEN, ERASE -> 1;
                            default -> 2;
                        },
                        kind));
            }
        }
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 9);
        return Combinators.combine(
                        Arbitraries.frequency(kinds),
                        small,
                        small,
                        Arbitraries.integers().between(0, 5))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    private MemoryManager open() {
        MemcoreBuilder builder =
                store.builder().clock(clock).random(new Random(7)).policies(POLICIES);
        rules.forEach(rule -> builder.on(rule.trigger(), rule.policies()));
        return builder.build();
    }

    MemoryManager manager() {
        return manager;
    }

    MemorySpace bob() {
        return manager.space(BOB);
    }

    ManualClock clock() {
        return clock;
    }

    Set<MemoryId> erased() {
        return erased;
    }

    void close() {
        manager.close();
    }

    /** Takes a step, a millisecond later than what was before. */
    void take(Step step) {
        clock.advance(Duration.ofMillis(1 + step.value()));
        try {
            change(step);
        } catch (MemoryException e) {
            if (!REFUSALS.contains(e.code()) && !(e instanceof UndoConflictException)) {
                throw e;
            }
        }
    }

    private void change(Step step) {
        MemorySpace bob = bob();
        String text = TEXTS.get(step.value());
        MemoryId id = nth(step.target());
        MemoryId other = nth(step.other());
        switch (step.kind()) {
            case REMEMBER ->
                bob.remember(Observation.builder(text)
                        .tier(TIERS.get(step.other() % 4))
                        .pinned(step.target() == 9)
                        .build());
            case DERIVE ->
                bob.remember(Observation.builder("so " + text).derivedFrom(id).build());
            case TURN -> {
                bob.session("s").add(Role.USER, text);
                if (step.value() == 0) {
                    bob.session("s").end();
                }
            }
            case BLOCK -> bob.blocks().set("b" + step.target() % 2, text);
            case REOPEN -> {
                manager.close();
                if (step.value() == 0) {
                    store.loseIndex();
                }
                manager = open();
            }
            case MAINTAIN -> manager.maintain(Budget.ofOperations(1 + step.target()));
            case FEEDBACK -> bob.feedback(new HashSet<>(List.of(id, other)), OUTCOMES.get(step.value() % 3));
            case FORGET -> bob.forget(id);
            case UNDO -> {
                if (step.value() < 3) {
                    bob.undo(id);
                } else {
                    bob.undo(List.of(lastCommit() - step.other()));
                }
            }
            case ERASE -> bob.erase(Erasure.of(id)).entries().forEach(entry -> erased.add(entry.id()));
            default -> bob.apply(List.of(operation(step, id, other, text)));
        }
    }

    private static MemoryOp operation(Step step, MemoryId id, MemoryId other, String text) {
        return switch (step.kind()) {
            case REVISE -> new MemoryOp.Revise(id, text, 0, TEST);
            case SUPERSEDE -> new MemoryOp.Supersede(id, id.equals(other) ? new MemoryId(0, 1) : other, TEST);
            case QUARANTINE -> new MemoryOp.Quarantine(id, TEST);
            case RELEASE -> new MemoryOp.Release(id, TEST);
            case MOVE -> new MemoryOp.Move(id, TIERS.get(step.value() % 4), TEST);
            case ADJUST -> MemoryOp.Adjust.importance(id, step.value() / 5.0, TEST);
            case REKEY ->
                new MemoryOp.SetSearchKeys(
                        id, "k" + step.other() % 2, step.value() == 0 ? List.of() : List.of(text), TEST);
            case ATTRIBUTE ->
                step.value() == 0
                        ? MemoryOp.SetAttributes.remove(id, "n" + step.other() % 2, TEST)
                        : MemoryOp.SetAttributes.set(
                                id, "n" + step.other() % 2, new AttributeValue.Whole(step.value()), TEST);
            case EXPIRY -> new MemoryOp.SetExpiry(id, momentOf(step.value()), TEST);
            case VALIDITY -> new MemoryOp.SetValidity(id, null, momentOf(step.value()), TEST);
            case EVENT_TIME -> {
                Instant moment = momentOf(step.value());
                yield new MemoryOp.SetEventTime(id, moment == null ? null : EventTime.at(moment), TEST);
            }
            case PIN -> MemoryOp.Adjust.pinned(id, step.value() % 2 == 0, TEST);
            case LINK ->
                new MemoryOp.AddLink(
                        Link.of(id, id.equals(other) ? new MemoryId(0, 1) : other, LinkType.SIMILAR)
                                .withWeight(step.value() / 5.0),
                        TEST);
            case UNLINK -> new MemoryOp.RemoveLink(id, other, LinkType.SIMILAR, TEST);
            default -> throw new IllegalArgumentException("not an operation: " + step);
        };
    }

    /** Null, or a moment that no history reaches. */
    private static @Nullable Instant momentOf(int value) {
        return value == 0 ? null : StoreTest.START.plus(Duration.ofDays(value));
    }

    private MemoryId nth(int n) {
        List<Memory> all = all();
        return n < all.size() ? all.get(n).id() : new MemoryId(0, 999);
    }

    long lastCommit() {
        return manager.stats().lastSequence();
    }

    /** Every memory in its present version, whatever its status. */
    List<Memory> all() {
        return index().scan(null, null, 1_000);
    }

    MemoryIndex index() {
        return ((LogBackedMemoryManager) manager).engine().parts().index();
    }

    /** What Bob sees of every memory at a moment: the version found by id, and what is listed. */
    Map<MemoryId, Memory> seen(MemoryView view) {
        Map<MemoryId, Memory> seen = new TreeMap<>();
        all().forEach(memory -> view.get(memory.id()).ifPresent(found -> seen.put(memory.id(), found)));
        return seen;
    }

    static List<Memory> listed(MemoryView view) {
        return view.list(MemoryFilter.any().everywhere(), null, 1_000).memories();
    }

    /** What undo restores of a memory: all but version, commit, moment and cause. */
    static List<Object> state(Memory memory) {
        List<Object> state = new ArrayList<>();
        state.add(memory.id());
        state.add(memory.scope());
        state.add(memory.createdAt());
        state.add(memory.status());
        state.add(String.valueOf(memory.supersededBy()));
        state.add(memory.observation());
        state.add(memory.links());
        return state;
    }

    /** The states of all memories that are neither forgotten nor erased. */
    List<List<Object>> states() {
        return all().stream()
                .filter(memory -> memory.status() != Status.FORGOTTEN && memory.status() != Status.ERASED)
                .map(Histories::state)
                .toList();
    }

    Instant now() {
        return clock.instant();
    }
}
