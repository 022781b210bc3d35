package dev.memcore.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.contract.Store;
import dev.memcore.contract.StoreTest;
import dev.memcore.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Any sequence of changes by any readers leaves what a plain map would hold, and still does after opening again. */
abstract class ModelContract {
    private static final List<Principal> READERS = List.of(
            Principal.of(Scope.of("acme")),
            Principal.of(Scope.of("acme", "bob")),
            new Principal(Scope.of("acme", "bob"), Set.of("secret")),
            Principal.of(Scope.of("acme", "eve")),
            Principal.of(Scope.of("acme", "bob").withAgent("helper")),
            Principal.of(Scope.of("umbrella")),
            new Principal(Scope.of("umbrella", "bob"), Set.of("secret")));
    private static final List<String> TEXTS =
            List.of("tea in the morning", "coffee at noon", "no tea after six", "wine");

    /** A new, empty store. */
    abstract Store newStore();

    /** Takes the steps, and compares. */
    final void assertFollowsTheModel(List<Step> steps) {
        Store store = newStore();
        ManualClock clock = new ManualClock(StoreTest.START);
        MapModel model = new MapModel();
        MemoryManager manager = open(store, clock);
        try {
            for (Step step : steps) {
                switch (step.change()) {
                    case REOPEN -> manager = reopened(manager, store, clock);
                    case LOSE_INDEX -> {
                        manager.close();
                        store.loseIndex();
                        manager = open(store, clock);
                    }
                    case REMEMBER -> remember(step, manager, model);
                    default -> take(step, manager, model);
                }
                clock.advance(Duration.ofSeconds(step.value()));
            }
            assertAgrees(manager, model, clock);
            manager = reopened(manager, store, clock);
            assertAgrees(manager, model, clock);
            assertEquals(List.of(), manager.check().findings());
        } finally {
            manager.close();
        }
    }

    /** One change: by whom, of what, to what. Targets count the ids in the order of their making; beyond: an unknown id. */
    record Step(Change change, int reader, int target, int other, int value) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Change> changes = Arbitraries.frequency(
                Tuple.of(6, Change.REMEMBER),
                Tuple.of(6, Change.ADD),
                Tuple.of(4, Change.REVISE),
                Tuple.of(3, Change.FORGET),
                Tuple.of(3, Change.SUPERSEDE),
                Tuple.of(3, Change.QUARANTINE),
                Tuple.of(3, Change.RELEASE),
                Tuple.of(2, Change.MOVE),
                Tuple.of(2, Change.ADJUST),
                Tuple.of(2, Change.SET_ATTRIBUTE),
                Tuple.of(2, Change.REMOVE_ATTRIBUTE),
                Tuple.of(2, Change.SET_EXPIRY),
                Tuple.of(1, Change.REOPEN),
                Tuple.of(1, Change.LOSE_INDEX));
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 11);
        return Combinators.combine(
                        changes,
                        Arbitraries.integers().between(0, READERS.size() - 1),
                        small,
                        small,
                        Arbitraries.integers().between(0, 3))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    private static void remember(Step step, MemoryManager manager, MapModel model) {
        Principal reader = READERS.get(step.reader());
        String key = step.other() < 4 ? "key " + step.other() : null;
        Observation seen =
                Observation.builder(TEXTS.get(step.value())).idempotencyKey(key).build();
        Memory kept = manager.space(reader).remember(seen);
        assertEquals(model.remembered(reader, seen, kept), MapModel.Entry.of(kept), step::toString);
    }

    private static void take(Step step, MemoryManager manager, MapModel model) {
        Principal reader = READERS.get(step.reader());
        MapModel.Expected expected = model.take(step, reader, TEXTS.get(step.value()));
        MemorySpace space = manager.space(reader);
        try {
            List<Memory> versions = space.apply(expected.operations());
            assertEquals(Optional.empty(), expected.failure(), () -> "should have failed: " + step);
            assertEquals(expected.version(), versions.getFirst().version());
        } catch (MemoryException e) {
            ErrorCode code =
                    expected.failure().orElseThrow(() -> new AssertionError(step + " should have succeeded", e));
            assertEquals(code, e.code(), () -> step + ": " + e.getMessage());
        }
    }

    private static void assertAgrees(MemoryManager manager, MapModel model, ManualClock clock) {
        assertEquals(model.size(), manager.stats().memories());
        for (Principal reader : READERS) {
            MemorySpace space = manager.space(reader);
            for (MemoryId id : model.ids()) {
                assertEquals(
                        model.get(reader, id), space.get(id).map(MapModel.Entry::of), () -> reader + " gets " + id);
            }
            List<MemoryId> listed = listed(space);
            assertEquals(model.inForce(reader, clock.instant()), listed, () -> "listed to " + reader);
            for (String text : TEXTS) {
                for (Memory hit : space.recall(text).memories()) {
                    assertTrue(listed.contains(hit.id()), () -> reader + " recalls " + hit);
                }
            }
        }
    }

    private static List<MemoryId> listed(MemorySpace space) {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        for (Tier tier : Tier.values()) {
            filter.tier(tier);
        }
        List<MemoryId> listed = new ArrayList<>();
        space.list(filter.build(), null, 1_000).memories().forEach(memory -> listed.add(memory.id()));
        return listed;
    }

    private static MemoryManager reopened(MemoryManager manager, Store store, ManualClock clock) {
        manager.close();
        return open(store, clock);
    }

    private static MemoryManager open(Store store, ManualClock clock) {
        return store.builder().clock(clock).random(new Random(7)).build();
    }
}
