package dev.memcore.consolidation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Tier;
import dev.memcore.spi.LifecyclePolicy;
import dev.memcore.testkit.ListScopeView;
import dev.memcore.testkit.SequenceIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What the contract of {@link LifecyclePolicy} says of every policy. */
final class PolicyPropertiesTest {
    @Provide
    Arbitrary<LifecyclePolicy> policies() {
        return Arbitraries.of(
                Policies.fifo(Tier.LONG, 2),
                Policies.lru(Tier.LONG, 2),
                Policies.lfu(Tier.SHORT, 1),
                Policies.random(Tier.LONG, 1, 7),
                Policies.ageWeightedPruning(Tier.LONG, 2),
                Policies.ageWeightedPruning(Tier.SHORT, 0),
                Policies.lowest("importance", Values.importance(), Tier.MID, 1).forgetting(),
                Policies.lru(Tier.ARCHIVE, 1),
                Policies.promoteByHeat(),
                Policies.promoteByHeat(Heat.RELEASED, 2),
                Policies.keepShort(1),
                Policies.keepShort(0),
                Policies.mergeNearDuplicates());
    }

    @Provide
    Arbitrary<ListScopeView> scopes() {
        return Scopes.any();
    }

    @Property(tries = 300)
    void theSameViewGivesTheSameOperations(
            @ForAll("policies") LifecyclePolicy policy, @ForAll("scopes") ListScopeView scope) {
        assertEquals(Scopes.proposals(policy, scope), Scopes.proposals(policy, scope));
    }

    @Property(tries = 300)
    void nothingPinnedIsTouched(@ForAll("policies") LifecyclePolicy policy, @ForAll("scopes") ListScopeView scope) {
        Scopes.proposals(policy, scope)
                .forEach(operation ->
                        assertFalse(scope.get(operation.id()).orElseThrow().pinned(), operation::toString));
    }

    @Property(tries = 300)
    void onceCarriedOutNothingIsProposed(
            @ForAll("policies") LifecyclePolicy policy, @ForAll("scopes") ListScopeView scope) {
        ListScopeView after = scope.after(Scopes.proposals(policy, scope));
        assertEquals(List.of(), Scopes.proposals(policy, after));
    }

    @Property(tries = 300)
    void inPartsComesToTheSameAsAtOnce(
            @ForAll("policies") LifecyclePolicy policy,
            @ForAll("scopes") ListScopeView scope,
            @ForAll @IntRange(min = 1, max = 3) int limit) {
        List<MemoryOp> inParts = new ArrayList<>();
        ListScopeView present = scope;
        List<MemoryOp> part = policy.propose(present, limit, new SequenceIds());
        while (!part.isEmpty()) {
            assertTrue(part.size() <= limit);
            inParts.addAll(part);
            present = present.after(part);
            part = policy.propose(present, limit, new SequenceIds());
        }
        assertEquals(Scopes.proposals(policy, scope), inParts);
    }

    @Property(tries = 300)
    void everyChangeNamesItsPolicyAndItsReason(
            @ForAll("policies") LifecyclePolicy policy, @ForAll("scopes") ListScopeView scope) {
        assertTrue(policy.name().length() <= 200);
        Scopes.proposals(policy, scope).forEach(operation -> {
            assertEquals(policy.name(), operation.cause().actor());
            assertFalse(
                    Optional.ofNullable(operation.cause().reason()).orElse("").isBlank());
        });
    }

    @Property(tries = 300)
    void aTierComesWithinItsCapacityOrHoldsOnlyPins(
            @ForAll("scopes") ListScopeView scope, @ForAll @IntRange(max = 5) int c) {
        ListScopeView after = scope.after(Scopes.proposals(Policies.ageWeightedPruning(Tier.LONG, c), scope));
        try (Stream<Memory> left = after.memories()) {
            List<Memory> tier =
                    left.filter(memory -> memory.tier() == Tier.LONG).toList();
            int before = Scopes.inTier(scope, Tier.LONG).size();
            assertTrue(tier.size() <= c || tier.stream().allMatch(Memory::pinned));
            assertTrue(tier.size() >= Math.min(c, before), "no more leave than must");
        }
    }

    @Property(tries = 300)
    void whateverWasSupersededPointsToAMemoryThatStays(@ForAll("scopes") ListScopeView scope) {
        List<MemoryOp> merges = Scopes.proposals(Policies.mergeNearDuplicates(), scope);
        ListScopeView after = scope.after(merges);
        for (MemoryOp merge : merges) {
            if (merge instanceof MemoryOp.Supersede supersede) {
                Memory keeper = after.get(supersede.by()).orElseThrow();
                assertTrue(keeper.inForceAt(Scopes.NOW));
                assertTrue(keeper.tier() != Tier.ARCHIVE);
                SearchKeys keys = keeper.observation().searchKeys();
                Memory duplicate = scope.get(supersede.id()).orElseThrow();
                assertEquals(keys, keys.plus(duplicate.observation().searchKeys()), "no key is lost");
            } else {
                assertTrue(merge instanceof MemoryOp.Rekey, merge::toString);
            }
        }
    }
}
