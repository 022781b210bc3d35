package dev.memcore.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.Eviction;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.testkit.ListScopeView;
import dev.memcore.testkit.SequenceIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What the contract of {@link LifecyclePolicy} says of every policy. */
final class PolicyPropertiesTest {
    private static final int TRIES = 600;

    @Test
    void namesTellPoliciesApart() {
        List<String> names =
                PolicyCatalogue.all().stream().map(LifecyclePolicy::name).toList();
        assertEquals(names.size(), Set.copyOf(names).size(), names::toString);
    }

    @Property(tries = TRIES)
    void itDoesNotMatterInWhichOrderMemoriesAreGiven(
            @ForAll("policies") LifecyclePolicy policy, @ForAll("scopes") ListScopeView scope) {
        List<Memory> reversed;
        try (Stream<Memory> memories = scope.memories()) {
            reversed = new ArrayList<>(memories.toList()).reversed();
        }
        ListScopeView other = ListScopeView.of(scope.scope(), scope.now(), reversed);
        for (Memory memory : reversed) {
            other = other.with(memory.id(), scope.usage(memory.id()));
        }
        assertEquals(Scopes.proposals(policy, scope), Scopes.proposals(policy, other));
    }

    @Property(tries = TRIES)
    void enoughStayInTheTierAndNothingLeavesAnother(
            @ForAll("evictions") Eviction policy, @ForAll("scopes") ListScopeView scope) {
        List<MemoryOp> leaving = Scopes.proposals(policy, scope);
        int before = Scopes.inTier(scope, Tier.LONG).size();
        int after = Scopes.inTier(scope.after(leaving), Tier.LONG).size();
        assertEquals(before - leaving.size(), after);
        assertTrue(after >= Math.min(before, PolicyCatalogue.STAY));
        assertEquals(List.of(), Scopes.proposals(policy, scope.after(leaving)), "once carried out");
    }

    @Property(tries = TRIES)
    void noMoreIsProposedThanAskedForAndThatIsTheFirstOfAll(
            @ForAll("policies") LifecyclePolicy policy,
            @ForAll("scopes") ListScopeView scope,
            @ForAll @IntRange(max = 4) int limit) {
        List<MemoryOp> all = Scopes.proposals(policy, scope);
        List<MemoryOp> some = policy.propose(scope, limit, new SequenceIds());
        assertEquals(all.subList(0, Math.min(limit, all.size())), some);
    }

    @Provide
    Arbitrary<LifecyclePolicy> policies() {
        return Arbitraries.of(PolicyCatalogue.all());
    }

    @Provide
    Arbitrary<Eviction> evictions() {
        return Arbitraries.of(Stream.concat(PolicyCatalogue.evictions().stream(), PolicyCatalogue.forgetting().stream())
                .toList());
    }

    @Provide
    Arbitrary<ListScopeView> scopes() {
        return Scopes.any();
    }

    @Property(tries = TRIES)
    void theSameViewGivesTheSameOperations(
            @ForAll("policies") LifecyclePolicy policy, @ForAll("scopes") ListScopeView scope) {
        assertEquals(Scopes.proposals(policy, scope), Scopes.proposals(policy, scope));
    }

    @Property(tries = TRIES)
    void nothingPinnedIsTouched(@ForAll("policies") LifecyclePolicy policy, @ForAll("scopes") ListScopeView scope) {
        Scopes.proposals(policy, scope)
                .forEach(operation ->
                        assertFalse(scope.get(operation.id()).orElseThrow().pinned(), operation::toString));
    }

    @Property(tries = TRIES)
    void onceCarriedOutNothingIsProposed(
            @ForAll("policies") LifecyclePolicy policy, @ForAll("scopes") ListScopeView scope) {
        ListScopeView after = scope.after(Scopes.proposals(policy, scope));
        assertEquals(List.of(), Scopes.proposals(policy, after));
    }

    @Property(tries = TRIES)
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

    @Property(tries = TRIES)
    void everyChangeNamesItsPolicyAndItsReason(
            @ForAll("policies") LifecyclePolicy policy, @ForAll("scopes") ListScopeView scope) {
        assertTrue(policy.name().length() <= 200);
        Scopes.proposals(policy, scope).forEach(operation -> {
            assertEquals(policy.name(), operation.cause().actor());
            assertFalse(
                    Optional.ofNullable(operation.cause().reason()).orElse("").isBlank());
        });
    }

    @Property(tries = TRIES)
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

    @Property(tries = TRIES)
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
                assertTrue(merge instanceof MemoryOp.SetSearchKeys, merge::toString);
            }
        }
    }
}
