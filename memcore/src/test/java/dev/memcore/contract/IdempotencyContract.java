package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.model.Race;
import dev.memcore.spi.WriteStage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A repeated idempotency key changes nothing: alone, in a batch, in a race, and after the store was opened again. */
abstract class IdempotencyContract extends StoreTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    private MemorySpace bob;

    @BeforeEach
    void openSpace() {
        bob = manager.space(BOB);
    }

    @Test
    void aRepeatGivesTheMemoryAsItStandsNow() {
        Memory first = bob.remember(keyed("k", "first text"));
        assertEquals(first, bob.remember(keyed("k", "other text")));

        Memory revised = bob.revise(first.id(), "revised");
        assertEquals(revised, bob.remember(keyed("k", "first text")));

        bob.forget(first.id());
        assertEquals(Status.FORGOTTEN, bob.remember(keyed("k", "first text")).status());
        assertEquals(3, manager.stats().lastSequence());
        assertEquals(1, manager.stats().memories());
    }

    @Test
    void aRepeatWithinABatchGivesTheSameMemoryTwice() {
        List<Memory> kept = bob.rememberAll(List.of(keyed("k", "one"), Observation.of("two"), keyed("k", "three")));

        assertEquals(kept.get(0), kept.get(2));
        assertEquals(
                List.of("one", "two", "one"), kept.stream().map(Memory::text).toList());
        assertEquals(2, manager.stats().memories());
    }

    @Test
    void aBatchOfRepeatsAndNewOnesAddsTheNewOnes() {
        Memory first = bob.remember(keyed("k", "one"));

        List<Memory> kept = bob.rememberAll(List.of(keyed("k", "one"), keyed("l", "two")));

        assertEquals(first, kept.get(0));
        assertEquals(2, kept.get(1).sequence());
        assertEquals(2, manager.stats().memories());
    }

    @Test
    void aKeyMeansNothingOutsideItsScope() {
        Memory his = bob.remember(keyed("k", "his"));
        for (Scope other :
                List.of(Scope.of("acme"), Scope.of("acme", "eve"), BOB.withAgent("a1"), Scope.of("b", "bob"))) {
            Memory hers = manager.space(other).remember(keyed("k", "hers"));
            assertNotEquals(his.id(), hers.id());
            assertEquals("hers", hers.text());
        }
    }

    @Test
    void aKeyIsKnownAfterTheStoreWasOpenedAgainWithItsIndexOrWithout() {
        Memory first = bob.remember(keyed("k", "one"));

        reopen();
        assertEquals(first, manager.space(BOB).remember(keyed("k", "again")));
        manager.close();
        store.loseIndex();
        manager = builder().build();
        assertEquals(first, manager.space(BOB).remember(keyed("k", "again")));
        assertEquals(1, manager.stats().lastSequence());
    }

    @Test
    void aKeyOfAMemoryThatIsHiddenByItsLabelsIsRefusedWithoutShowingIt() {
        manager.space(new Principal(BOB, Set.of("secret")))
                .remember(keyed("k", "the code is 1234").toBuilder()
                        .label("secret")
                        .build());

        String message = assertFails(ErrorCode.CONFLICT, () -> bob.remember(keyed("k", "guess")));
        assertEquals(-1, message.indexOf("1234"));
        assertEquals(1, manager.stats().lastSequence());
    }

    @Test
    void anAddedOperationWithAUsedKeyChangesNothing() {
        Memory first = bob.remember(keyed("k", "one"));

        List<Memory> result =
                bob.apply(List.of(new MemoryOp.Add(new MemoryId(1, 1), BOB, keyed("k", "two"), Cause.of("test"))));

        assertEquals(List.of(first), result);
        assertEquals(1, manager.stats().lastSequence());
    }

    @Test
    void whatAStageDerivesFromARepeatIsNotAddedAgain() {
        WriteStage deriving = (scope, observation, ids, now) -> {
            MemoryOp raw = new MemoryOp.Add(ids.next(now), scope, observation, Cause.of("stage"));
            MemoryOp fact = new MemoryOp.Add(
                    ids.next(now),
                    scope,
                    Observation.builder("derived").derivedFrom(raw.id()).build(),
                    Cause.of("stage"));
            return List.of(raw, fact);
        };
        manager.close();
        manager = builder().writeStage(deriving).build();

        Race.of(8, i -> manager.space(BOB).remember(keyed("k", "raw")).id());

        assertEquals(2, manager.stats().memories());
        assertEquals(1, manager.stats().lastSequence());
    }

    @Test
    void ofManyThreadsWithTheSameKeyExactlyOneAdds() {
        for (int round = 0; round < 50; round++) {
            String key = "key " + round;
            Set<Memory> results = new HashSet<>(Race.of(8, i -> bob.remember(keyed(key, "by thread " + i))));

            assertEquals(1, results.size(), "all threads get the same memory");
            assertEquals(round + 1, manager.stats().memories());
            assertEquals(round + 1, manager.stats().lastSequence());
        }
    }

    @Test
    void batchesWithTheSameKeysInDifferentOrderDoNotWaitForEachOther() {
        for (int round = 0; round < 20; round++) {
            Observation a = keyed("a" + round, "a");
            Observation b = keyed("b" + round, "b");
            Race.of(8, i -> bob.rememberAll(i % 2 == 0 ? List.of(a, b) : List.of(b, a)));
        }
        assertEquals(40, manager.stats().memories());
    }

    private static Observation keyed(String key, String text) {
        return Observation.builder(text).idempotencyKey(key).build();
    }
}
