package dev.memcore.consolidation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.value.Values;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ValueFunction;
import dev.memcore.testkit.ListScopeView;
import dev.memcore.testkit.SequenceIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class EvictionTest {
    private static final ListScopeView FOUR = Scopes.of(note("one"), note("two"), note("three"), note("four"));

    private static Observation note(String text) {
        return Observation.of(text);
    }

    private static Usage used(int times, int daysAgo) {
        return new Usage(times, 0, 0, Scopes.NOW.minus(Duration.ofDays(daysAgo)));
    }

    private static List<MemoryId> leaving(LifecyclePolicy policy, ListScopeView scope) {
        return Scopes.proposals(policy, scope).stream().map(MemoryOp::id).toList();
    }

    private static List<MemoryId> ids(long... numbers) {
        return Arrays.stream(numbers).mapToObj(Scopes::id).toList();
    }

    @Test
    void theOldestLeaveFirst() {
        assertEquals(ids(1, 2), leaving(Policies.fifo(Tier.LONG, 2), FOUR));
        assertEquals(ids(), leaving(Policies.fifo(Tier.LONG, 4), FOUR));
        assertEquals(ids(1, 2, 3, 4), leaving(Policies.fifo(Tier.LONG, 0), FOUR));
    }

    @Test
    void theLeastRecentlyUsedLeaveFirst() {
        ListScopeView scope = FOUR.with(Scopes.id(1), used(1, 0)).with(Scopes.id(4), used(9, 99));
        assertEquals(ids(4, 2), leaving(Policies.lru(Tier.LONG, 2), scope));
    }

    @Test
    void theLeastFrequentlyUsedLeaveFirstAndOfThoseTheOldest() {
        ListScopeView scope = FOUR.with(Scopes.id(1), used(2, 0)).with(Scopes.id(3), used(1, 0));
        assertEquals(ids(2, 4, 3), leaving(Policies.lfu(Tier.LONG, 1), scope));
    }

    @Test
    void chanceIsRepeatableAndDiffersWithItsSeed() {
        ListScopeView many = Scopes.of(
                IntStream.range(0, 40).mapToObj(i -> note("note " + i)).toArray(Observation[]::new));
        Set<List<MemoryId>> drawn = IntStream.range(0, 5)
                .mapToObj(seed -> leaving(Policies.random(Tier.LONG, 20, seed), many))
                .collect(Collectors.toSet());
        assertEquals(5, drawn.size());
        assertNotEquals(Set.of(leaving(Policies.fifo(Tier.LONG, 20), many)), drawn);
    }

    @Test
    void onlyOneTierIsLookedAtAndPinsCountButStay() {
        Observation pinned = note("pinned").toBuilder().pinned(true).build();
        Observation other = note("other").toBuilder().tier(Tier.MID).build();
        ListScopeView scope = Scopes.of(pinned, other, note("a"), pinned, note("b"));
        assertEquals(ids(3), leaving(Policies.fifo(Tier.LONG, 3), scope));
        assertEquals(ids(3, 5), leaving(Policies.fifo(Tier.LONG, 1), scope));
    }

    @Test
    void whatLeavesIsArchivedOrForgottenAndTheCauseSaysWhy() {
        MemoryOp archived = Scopes.proposals(Policies.lowest("importance", Values.importance(), Tier.LONG, 3), FOUR)
                .getFirst();
        assertEquals(Tier.ARCHIVE, ((MemoryOp.Move) archived).tier());
        assertEquals("beyond 3 in LONG; value 0.50", archived.cause().reason());
        assertEquals("importance beyond 3 in LONG", archived.cause().actor());
        assertEquals(
                MemoryOp.Forget.class,
                Scopes.proposals(Policies.fifo(Tier.LONG, 3).forgetting(), FOUR)
                        .getFirst()
                        .getClass());
        ListScopeView archive = FOUR.after(Scopes.proposals(Policies.fifo(Tier.LONG, 0), FOUR));
        assertEquals(
                MemoryOp.Forget.class,
                Scopes.proposals(Policies.fifo(Tier.ARCHIVE, 3), archive)
                        .getFirst()
                        .getClass());
    }

    @Test
    void whatTellsLeastIsPrunedFirst() {
        ListScopeView scope = Scopes.of(
                note("That sounds good, thank you so much!"),
                note("My sister Priya plays the cello in Gothenburg."),
                note("That sounds so good!"),
                note("Thank you, that was good."));
        assertEquals(ids(3, 4), leaving(Policies.ageWeightedPruning(Tier.LONG, 2), scope));
        assertEquals(ids(3, 4, 1), leaving(Policies.ageWeightedPruning(Tier.LONG, 1), scope));
        ListScopeView asked = Scopes.of(note("The cello is hers."), note("Whose cello is that?"));
        assertEquals(ids(2), leaving(Policies.ageWeightedPruning(Tier.LONG, 1), asked), "who asks does not tell");
    }

    @Test
    void ofTwoThatTellTheSameTheOlderOrLessImportantIsPruned() {
        Observation text = note("My sister plays the cello.");
        Observation minor = text.toBuilder().importance(0.1).build();
        assertEquals(ids(1), leaving(Policies.ageWeightedPruning(Tier.LONG, 1), Scopes.of(text, text)));
        assertEquals(ids(2), leaving(Policies.ageWeightedPruning(Tier.LONG, 1), Scopes.of(text, minor)));
        ListScopeView used = Scopes.of(text, text).with(Scopes.id(1), used(1, 0));
        assertEquals(ids(2), leaving(Policies.ageWeightedPruning(Tier.LONG, 1), used));
    }

    @Test
    void whatIsUsedMayTellLess() {
        ListScopeView scope = Scopes.of(note("My sister plays the cello."), note("My brother plays the cello daily."));
        assertEquals(ids(1), leaving(Policies.ageWeightedPruning(Tier.LONG, 1), scope), "it tells less");
        ListScopeView used = scope.with(Scopes.id(1), used(9, 0));
        assertEquals(ids(2), leaving(Policies.ageWeightedPruning(Tier.LONG, 1), used), "but is used");
        ValueFunction always = (memory, usage, now) -> 1;
        assertEquals(
                ids(1),
                leaving(Policies.ageWeightedPruning("what it tells", always, Tier.LONG, 1), used),
                "unweighted");
    }

    @Test
    void limitsAndNamesAreChecked() {
        assertEquals(List.of(), Policies.fifo(Tier.LONG, 0).propose(FOUR, 0, new SequenceIds()));
        assertThrows(MemoryException.class, () -> Policies.fifo(Tier.LONG, -1));
        assertThrows(MemoryException.class, () -> Policies.lowest(" ", Values.importance(), Tier.LONG, 1));
        assertThrows(MemoryException.class, () -> Policies.limitShortTierPerSession(-1));
        assertThrows(MemoryException.class, () -> Policies.limitShortTier(-1));
    }

    @Test
    void olderTurnsOfEachSessionLeaveTheShortTier() {
        Observation first =
                note("x").toBuilder().session("one").tier(Tier.SHORT).build();
        Observation second = first.toBuilder().session("two").build();
        Observation pinned = first.toBuilder().pinned(true).build();
        Observation alone = first.toBuilder().session(null).build();
        ListScopeView scope = Scopes.of(alone, pinned, first, second, first, first, second);
        List<MemoryOp> moves = Scopes.proposals(Policies.limitShortTierPerSession(2), scope);
        assertEquals(ids(3), moves.stream().map(MemoryOp::id).toList());
        assertEquals(Tier.MID, ((MemoryOp.Move) moves.getFirst()).tier());
        assertEquals(
                "not among the newest 2 of session one",
                moves.getFirst().cause().reason());
    }

    @Test
    void olderMemoriesOfTheShortTierLeaveItWhateverTheirSession() {
        Observation first =
                note("x").toBuilder().session("one").tier(Tier.SHORT).build();
        Observation second = first.toBuilder().session("two").build();
        Observation pinned = first.toBuilder().pinned(true).build();
        Observation alone = first.toBuilder().session(null).build();
        ListScopeView scope = Scopes.of(alone, pinned, first, second, note("long"), first, second);
        List<MemoryOp> moves = Scopes.proposals(Policies.limitShortTier(2), scope);
        assertEquals(ids(1, 3, 4, 6), moves.stream().map(MemoryOp::id).toList());
        assertEquals(Tier.MID, ((MemoryOp.Move) moves.getFirst()).tier());
        assertEquals(
                "not among the newest 2 of the tier", moves.getFirst().cause().reason());
    }

    @Test
    void fiftySessionsOfThirtyTurnsAreBoundedPerSessionOrInTheTier() {
        List<Observation> turns = new ArrayList<>();
        for (int i = 0; i < 50 * 30; i++) {
            turns.add(
                    note("x").toBuilder().session("s" + i / 30).tier(Tier.SHORT).build());
        }
        ListScopeView scope = Scopes.of(turns.toArray(Observation[]::new));
        assertEquals(
                List.of(), Scopes.proposals(Policies.limitShortTierPerSession(30), scope), "each session is within it");
        assertEquals(
                50 * 20,
                Scopes.proposals(Policies.limitShortTierPerSession(10), scope).size());
        List<MemoryOp> moves = Scopes.proposals(Policies.limitShortTier(30), scope);
        assertEquals(
                ids(LongStream.rangeClosed(1, 49 * 30).toArray()),
                moves.stream().map(MemoryOp::id).toList());
    }
}
