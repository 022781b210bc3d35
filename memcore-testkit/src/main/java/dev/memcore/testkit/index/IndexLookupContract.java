package dev.memcore.testkit.index;

import static dev.memcore.testkit.index.IndexFixture.SCOPE;
import static dev.memcore.testkit.index.IndexFixture.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.fact.FactKey;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.index.ReadTime;
import dev.memcore.testkit.SequenceIds;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The part of {@link MemoryIndexContract} about {@link dev.memcore.spi.index.MemoryLookup}. */
abstract class IndexLookupContract {
    static final Scope OTHER_SCOPE = Scope.of("acme", "sam");
    static final Scope SHARED = Scope.of("acme");

    /** Creates an index without memories. Each test calls this once and closes the index. */
    protected abstract MemoryIndex create();

    IndexFixture open() {
        return new IndexFixture(create());
    }

    /** A new index is empty. */
    @Test
    protected void aNewIndexIsEmpty() {
        try (IndexFixture store = open()) {
            assertEquals(0, store.index.durableSequence());
            assertEquals(0, store.index.indexedSequence());
            assertEquals(0, store.index.size());
            assertNull(store.index.greatestId());
            assertEquals(List.of(), store.index.scopes());
            assertEquals(List.of(), store.list());
            assertEquals(Optional.empty(), store.index.get(SequenceIds.id(1)));
            assertEquals(List.of(), store.index.history(SequenceIds.id(1)));
        }
    }

    /** A look-up by id finds the last version of a memory, whatever its scope and status. */
    @Test
    protected void getFindsThePresentVersion() {
        try (IndexFixture store = open()) {
            Memory revised = store.revise(store.add("first"), "second");
            Memory foreign = store.become(store.add(OTHER_SCOPE, Observation.of("foreign")), Status.QUARANTINED);
            store.check(() -> {
                assertEquals(Optional.of(revised), store.index.get(revised.id()));
                assertEquals(Optional.of(foreign), store.index.get(foreign.id()));
                assertEquals(Optional.empty(), store.index.get(SequenceIds.id(99)));
            });
        }
    }

    /** A read of the past finds the last version that was recorded at or before the time. */
    @Test
    protected void getFindsTheVersionOfThePast() {
        try (IndexFixture store = open()) {
            Memory first = store.add("first");
            Memory second = store.revise(first, "second");
            Memory third = store.revise(second, "third");
            store.check(() -> {
                MemoryId id = first.id();
                assertEquals(
                        Optional.empty(),
                        store.index.get(id, ReadTime.asOf(first.recordedAt().minusMillis(1))));
                assertEquals(Optional.of(first), store.index.get(id, ReadTime.asOf(first.recordedAt())));
                assertEquals(
                        Optional.of(first),
                        store.index.get(id, ReadTime.asOf(second.recordedAt().minusMillis(1))));
                assertEquals(Optional.of(second), store.index.get(id, ReadTime.asOf(second.recordedAt())));
                assertEquals(Optional.of(third), store.index.get(id, store.present()));
            });
        }
    }

    /** The history has all versions, oldest first. */
    @Test
    protected void historyHasAllVersionsInOrder() {
        try (IndexFixture store = open()) {
            Memory first = store.add("first");
            Memory second = store.become(first, Status.SUPERSEDED);
            store.settle();
            Memory third = store.revise(second, "third");
            store.check(() -> assertEquals(List.of(first, second, third), store.index.history(first.id())));
        }
    }

    /**
     * A memory refers to another by a link, as derived from it, or as superseded by it. Referring memories are sorted
     * by id.
     */
    @Test
    protected void referringFindsLinksSourcesAndSuccessors() {
        try (IndexFixture store = open()) {
            Memory to = store.add("target");
            Memory superseded = store.add("old");
            Memory linked = store.link(store.add("linked"), to.id());
            Memory derived = store.add(
                    Observation.builder("derived").derivedFrom(to.id()).build());
            Memory old = store.next(
                    superseded, next -> next.status(Status.SUPERSEDED).supersededBy(to.id()));
            Memory foreign = store.add(
                    OTHER_SCOPE,
                    Observation.builder("foreign").derivedFrom(to.id()).build());
            store.add("unrelated");
            store.check(() -> {
                assertEquals(
                        List.of(old, linked, derived, foreign),
                        store.index.referring(null, to.id(), 100, store.present()));
                assertEquals(
                        List.of(old, linked, derived),
                        store.index.referring(Principal.of(SCOPE), to.id(), 100, store.present()));
                assertEquals(List.of(old, linked), store.index.referring(null, to.id(), 2, store.present()));
                assertEquals(
                        List.of(), store.index.referring(null, to.id(), 100, ReadTime.asOf(superseded.recordedAt())));
            });
        }
    }

    /**
     * A scan returns the present versions of one or all scopes page by page, sorted by id, whatever their status, tier
     * and kind.
     */
    @Test
    protected void scanPagesThroughEverything() {
        try (IndexFixture store = open()) {
            Memory one = store.revise(store.add("one"), "two");
            Memory gone = store.become(store.add("gone"), Status.FORGOTTEN);
            Memory block = store.add(Observation.builder("block")
                    .kind(Kind.BLOCK)
                    .tier(Tier.ARCHIVE)
                    .build());
            Memory foreign = store.add(OTHER_SCOPE, Observation.of("foreign"));
            Memory last = store.add("last");
            store.check(() -> {
                assertEquals(List.of(one, gone, block, last), scanned(store, SCOPE));
                assertEquals(List.of(foreign), scanned(store, OTHER_SCOPE));
                assertEquals(List.of(one, gone, block, foreign, last), scanned(store, null));
                assertEquals(List.of(), scanned(store, SHARED));
            });
        }
    }

    private static List<Memory> scanned(IndexFixture store, @Nullable Scope scope) {
        List<Memory> all = new ArrayList<>();
        List<Memory> page = store.index.scan(scope, null, 2);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.index.scan(scope, all.getLast().id(), 2);
        }
        return all;
    }

    /**
     * {@code inForce} returns the memories in force of exactly one scope and the given tiers, without blocks, records
     * and expired memories.
     */
    @Test
    protected void inForceLeavesOutWhatIsHiddenExpiredOrGone() {
        try (IndexFixture store = open()) {
            Memory longer =
                    store.add(Observation.builder("long").tier(Tier.LONG).build());
            Memory archived =
                    store.add(Observation.builder("archived").tier(Tier.ARCHIVE).build());
            store.add(Observation.builder("block").kind(Kind.BLOCK).build());
            store.add(Observation.builder("expired").expiresAt(store.now()).build());
            store.become(store.add("gone"), Status.FORGOTTEN);
            store.add(SHARED, Observation.of("shared"));
            Memory last = store.add(Observation.builder("last").tier(Tier.LONG).build());
            store.check(() -> {
                assertInForce(store, EnumSet.allOf(Tier.class), List.of(longer, archived, last));
                assertInForce(store, Set.of(Tier.LONG), List.of(longer, last));
                assertInForce(store, Set.of(Tier.SHORT), List.of());
            });
        }
    }

    private static void assertInForce(IndexFixture store, Set<Tier> tiers, List<Memory> expected) {
        List<Memory> all = new ArrayList<>();
        List<Memory> page = store.index.inForce(SCOPE, tiers, store.now(), null, 2);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.index.inForce(SCOPE, tiers, store.now(), all.getLast().id(), 2);
        }
        assertEquals(expected, all);
        assertEquals(expected.size(), store.index.countInForce(SCOPE, tiers, store.now()));
    }

    /** {@code inForce} does not return keyed facts that another one replaced. */
    @Test
    protected void inForceHasTheValidFactAlone() {
        try (IndexFixture store = open()) {
            store.add(Observation.fact("home town", "Berlin").tier(Tier.LONG).build());
            Memory valid = store.add(
                    Observation.fact("home town", "Rome").tier(Tier.LONG).build());
            store.check(() -> assertInForce(store, Set.of(Tier.LONG), List.of(valid)));
        }
    }

    /** {@code scopes} does not return a scope in which all memories were erased. */
    @Test
    protected void scopesAreNotThoseOfErasedMemories() {
        try (IndexFixture store = open()) {
            store.add("one");
            Memory revised = store.revise(store.add(OTHER_SCOPE, Observation.of("two")), "two again");
            store.check(() -> assertEquals(2, store.index.scopes().size()));
            store.erase(revised);
            store.check(() -> assertEquals(List.of(SCOPE), store.index.scopes()));
        }
    }

    /** {@code scopes} returns every scope that has a memory, for example a forgotten one. */
    @Test
    protected void scopesAreThoseOfAllMemories() {
        try (IndexFixture store = open()) {
            store.become(store.add("one"), Status.FORGOTTEN);
            store.add(OTHER_SCOPE, Observation.of("two"));
            store.add(OTHER_SCOPE, Observation.of("three"));
            store.check(() -> {
                assertEquals(2, store.index.scopes().size());
                assertEquals(Set.of(SCOPE, OTHER_SCOPE), Set.copyOf(store.index.scopes()));
            });
        }
    }

    /** An idempotency key finds the memory of exactly one scope, until the memory is erased. */
    @Test
    protected void idempotencyKeysBelongToOneScope() {
        try (IndexFixture store = open()) {
            Observation once = Observation.builder("once").idempotencyKey("k").build();
            Memory memory = store.revise(store.add(once), "again");
            Memory shared = store.add(SHARED, once);
            store.check(() -> {
                assertEquals(Optional.of(memory), store.index.byIdempotencyKey(SCOPE, "k"));
                assertEquals(Optional.of(shared), store.index.byIdempotencyKey(SHARED, "k"));
                assertEquals(Optional.empty(), store.index.byIdempotencyKey(OTHER_SCOPE, "k"));
                assertEquals(Optional.empty(), store.index.byIdempotencyKey(SCOPE, "other"));
            });
            store.erase(memory);
            store.check(() -> assertEquals(Optional.empty(), store.index.byIdempotencyKey(SCOPE, "k")));
        }
    }

    /** The facts with a key are found by the normalized key, whatever their status, and are sorted by id. */
    @Test
    protected void factsAreFoundByTheirKey() {
        try (IndexFixture store = open()) {
            Memory first = store.add(Observation.fact("home town", "Berlin").build());
            Memory second = store.become(
                    store.add(Observation.fact("Home  TOWN ", "Rome").build()), Status.SUPERSEDED);
            Memory foreign =
                    store.add(OTHER_SCOPE, Observation.fact("home town", "Oslo").build());
            store.add(Observation.fact("size", "tall").build());
            FactKey key = new FactKey("HOME town");
            store.check(() -> {
                assertEquals(List.of(first, second, foreign), store.index.facts(null, key, store.present()));
                assertEquals(List.of(first, second), store.index.facts(Principal.of(SCOPE), key, store.present()));
                assertEquals(List.of(first), store.index.facts(null, key, ReadTime.asOf(first.recordedAt())));
            });
        }
    }

    /** {@code latest} returns the memories in force of a session of exactly one scope, oldest first. */
    @Test
    protected void latestAreTheLastOfTheSession() {
        try (IndexFixture store = open()) {
            store.add(said("one"));
            Memory two = store.add(said("two"));
            store.become(store.add(said("gone")), Status.FORGOTTEN);
            store.add(SHARED, said("shared"));
            store.add("no session");
            Memory three = store.add(said("three"));
            store.check(() -> {
                assertEquals(List.of(two, three), store.index.latest(SCOPE, "s", 2, store.now()));
                assertEquals(3, store.index.latest(SCOPE, "s", 100, store.now()).size());
                assertEquals(List.of(), store.index.latest(SCOPE, "other", 100, store.now()));
            });
        }
    }

    private static Observation said(String text) {
        return Observation.builder(text).session("s").kind(Kind.TURN).build();
    }

    /** The greatest id is the greatest of all scopes. */
    @Test
    protected void theGreatestIdIsThatOfAllMemories() {
        try (IndexFixture store = open()) {
            store.add("one");
            Memory last = store.add(OTHER_SCOPE, Observation.of("two"));
            store.check(() -> assertEquals(last.id(), store.index.greatestId()));
            assertEquals(List.of(SequenceIds.id(1)), ids(store.list()));
        }
    }
}
