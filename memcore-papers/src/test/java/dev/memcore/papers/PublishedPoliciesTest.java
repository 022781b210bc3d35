package dev.memcore.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.value.Valuations;
import dev.memcore.papers.value.Lifespan;
import dev.memcore.papers.value.RecallFrequency;
import dev.memcore.papers.value.SlotUsage;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.testkit.ListScopeView;
import dev.memcore.testkit.SequenceIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PublishedPoliciesTest {
    private static ListScopeView notes(int count) {
        return Scopes.of(IntStream.rangeClosed(1, count)
                .mapToObj(i -> Observation.of("note " + i))
                .toArray(Observation[]::new));
    }

    private static Usage used(int times) {
        return new Usage(times, 0, 0, Scopes.NOW);
    }

    private static List<MemoryId> leaving(LifecyclePolicy policy, ListScopeView scope) {
        return Scopes.proposals(policy, scope).stream().map(MemoryOp::id).toList();
    }

    private static List<MemoryId> ids(long... numbers) {
        return Arrays.stream(numbers).mapToObj(Scopes::id).toList();
    }

    /** The closed form of MemoryLLM: within 2 points, over 20 seeds. */
    @Test
    void whatOutlivesRandomDropsIsThePowerOfWhatIsKeptInOne() {
        int block = 500;
        ListScopeView scope = notes(12 * block);
        int[] outlived = new int[12];
        for (long seed = 1; seed <= 20; seed++) {
            List<MemoryId> gone = leaving(PublishedPolicies.randomDrop(Tier.LONG, 0.1, block, seed, 0), scope);
            Arrays.setAll(outlived, t -> outlived[t] + block);
            gone.forEach(id -> outlived[11 - (int) ((id.leastSignificant() - 1) / block)]--);
        }
        for (int t = 0; t < outlived.length; t++) {
            assertEquals(Math.pow(0.9, t), outlived[t] / (20.0 * block), 0.02, "after " + t + " steps");
        }
    }

    @Test
    void randomDropsComeToTheSameHoweverOftenOneLooks() {
        LifecyclePolicy policy = PublishedPolicies.randomDrop(Tier.LONG, 0.2, 10, 3, 0);
        List<Memory> all = new ArrayList<>();
        ListScopeView grown = notes(0);
        for (long number = 1; number <= 200; number++) {
            all.add(Scopes.memory(number, Observation.of("note " + number)));
            grown = grown.after(List.of(
                    new MemoryOp.Add(Scopes.id(number), Scopes.SCOPE, Observation.of("note " + number), Cause.HOST)));
            grown = grown.after(Scopes.proposals(policy, grown));
        }
        ListScopeView once = ListScopeView.of(Scopes.SCOPE, Scopes.NOW, all);
        once = once.after(Scopes.proposals(policy, once));
        assertEquals(Scopes.inTier(once, Tier.LONG), Scopes.inTier(grown, Tier.LONG));
        assertTrue(Scopes.inTier(once, Tier.LONG).size() < 100);
    }

    @Test
    void whatWasRecordedOrChangedLongestAgoLeavesHoweverUsed() {
        ListScopeView scope = notes(4).with(Scopes.id(2), used(9));
        ListScopeView revised = scope.after(List.of(new MemoryOp.Revise(Scopes.id(1), "new", 1, Cause.HOST)));
        assertEquals(ids(1, 2), leaving(PublishedPolicies.lruByUpdate(Tier.LONG, 2), scope));
        assertEquals(ids(2, 3), leaving(PublishedPolicies.lruByUpdate(Tier.LONG, 2), revised));
    }

    @Test
    void engramsLiveNineStepsAndEightMoreForEachUse() {
        ListScopeView scope = notes(20).with(Scopes.id(3), used(1)).with(Scopes.id(2), used(2));
        assertEquals(
                ids(1, 3, 4, 5, 6, 7, 8, 9, 10, 11),
                leaving(PublishedPolicies.lifespan(Lifespan.PAPER, Tier.LONG, 0), scope).stream()
                        .sorted()
                        .toList());
    }

    @Test
    void seldomRecalledMemoriesLeaveWhileMoreThanTheFloorStay() {
        RecallFrequency frequency = new RecallFrequency(1, 0.12, 1);
        ListScopeView scope = notes(13).with(Scopes.id(1), used(1));
        assertEquals(ids(2, 3, 4), leaving(PublishedPolicies.recallFrequency(frequency, Tier.LONG, 0), scope));
        assertEquals(ids(2), leaving(PublishedPolicies.recallFrequency(frequency, Tier.LONG, 12), scope));
    }

    /** The grocery list of SirLLM: under a cap, what is rare outlasts small talk, which FIFO keeps instead. */
    @Test
    void aListOutlastsSmallTalkBySurprisal() {
        List<Observation> said = new ArrayList<>(List.of(
                Observation.of("Buy quinoa and two aubergines"),
                Observation.of("Fetch cardamom, tahini and molasses")));
        for (int i = 0; i < 20; i++) {
            said.add(Observation.of(i % 2 == 0 ? "that sounds really good to me" : "thanks that is really good"));
        }
        ListScopeView scope = Scopes.of(said.toArray(Observation[]::new));
        ListScopeView after = scope.after(Scopes.proposals(PublishedPolicies.surprisalDecay(1, Tier.LONG, 2), scope));
        assertEquals(ids(1, 2), Scopes.inTier(after, Tier.LONG));
    }

    @Test
    void aFifthLeavesForItsAgeTheRestForWantOfUseAndTheNewestStay() {
        ListScopeView scope = notes(20);
        for (long number = 1; number <= 20; number++) {
            scope = scope.with(Scopes.id(number), used(number <= 10 ? 2 : number <= 12 ? 1 : 0));
        }
        assertEquals(ids(1, 13, 14, 15, 16), leaving(PublishedPolicies.quotas(Tier.LONG, 15), scope));
        assertEquals(ids(13, 14, 15, 16), leaving(PublishedPolicies.quotas(Tier.LONG, 16), scope));
    }

    @Test
    void theNewestOfEachPlaceStay() {
        Observation hall = Observation.builder("x").attribute("place", "hall").build();
        Observation attic = Observation.builder("x").attribute("place", "attic").build();
        ListScopeView scope = Scopes.of(attic, hall, hall, hall, hall, Observation.of("nowhere"));
        assertEquals(ids(2, 3), leaving(PublishedPolicies.quotaOfEach("place", Tier.LONG, 2), scope));
        Observation one = Observation.builder("x").session("one").build();
        ListScopeView sessions =
                Scopes.of(one, one, Observation.builder("x").session("two").build());
        assertEquals(ids(1), leaving(PublishedPolicies.quotaOfEach(null, Tier.LONG, 1), sessions));
    }

    @Test
    void tenThousandNotesOfTheAgentDriveOutNothingThatItWasTold() {
        List<Observation> all = new ArrayList<>();
        all.add(Observation.builder("told").role(Role.USER).build());
        all.add(Observation.of("found in a document"));
        for (int i = 0; i < 10_000; i++) {
            all.add(Observation.builder("I think " + i).role(Role.ASSISTANT).build());
        }
        ListScopeView scope = Scopes.of(all.toArray(Observation[]::new));
        List<MemoryId> gone = leaving(PublishedPolicies.zones(Tier.LONG, 2, 100), scope);
        assertEquals(9_900, gone.size());
        assertEquals(Scopes.id(3), gone.getFirst());
        assertEquals(
                2, leaving(PublishedPolicies.zones(Tier.LONG, 0, 10_000), scope).size());
    }

    /** 20 hot items among 704, a budget of 64, 10 rounds; and what was never used does not vanish altogether. */
    @Test
    void whatIsUsedSticks() {
        double hotKept = 0;
        double coldKept = 0;
        for (long seed = 1; seed <= 5; seed++) {
            ListScopeView present = notes(0);
            for (int round = 0; round < 10; round++) {
                present = present.after(written(round * 70L + 1, round * 70L + 70));
                for (long hot = 1; hot <= Math.min(20, (round + 1) * 70); hot++) {
                    present = present.with(Scopes.id(hot), used(10 * (round + 1)));
                }
                present = present.after(Scopes.proposals(PublishedPolicies.sticky(Tier.LONG, 64, seed), present));
            }
            List<MemoryId> kept = Scopes.inTier(present, Tier.LONG);
            assertEquals(64, kept.size());
            assertTrue(
                    kept.containsAll(LongStream.rangeClosed(685, 700)
                            .mapToObj(Scopes::id)
                            .toList()),
                    "the newest");
            hotKept += kept.stream().filter(id -> id.leastSignificant() <= 20).count();
            coldKept += kept.stream()
                    .filter(id -> id.leastSignificant() > 20 && id.leastSignificant() <= 350)
                    .count();
        }
        assertTrue(hotKept / 100 >= 0.95, "hot " + hotKept);
        assertTrue(coldKept > 0, "of the first half, never used");
    }

    private static List<MemoryOp> written(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .<MemoryOp>mapToObj(number ->
                        new MemoryOp.Add(Scopes.id(number), Scopes.SCOPE, Observation.of("note " + number), Cause.HOST))
                .toList();
    }

    @Test
    void theFreeListBeginsWithTheLeastUsedSlots() {
        ListScopeView scope = notes(5).with(Scopes.id(1), used(3)).with(Scopes.id(3), used(1));
        SlotUsage usage = new SlotUsage(0.5, 0.9, 1);
        assertEquals(ids(2, 4), leaving(PublishedPolicies.usageFreeList(usage, Tier.LONG, 3), scope));
    }

    @Test
    void timeToLiveIsByKind() {
        Observation fact = Observation.builder("x").kind(Kind.FACT).build();
        ListScopeView scope = Scopes.of(Observation.of("a"), fact, Observation.of("b"), fact);
        Map<Kind, Duration> lives = Map.of(Kind.NOTE, Duration.ofDays(98), Kind.EPISODE, Duration.ofDays(1));
        assertEquals(ids(1), leaving(PublishedPolicies.timeToLive(lives, Tier.LONG, 0), scope));
        assertThrows(
                MemoryException.class,
                () -> PublishedPolicies.timeToLive(Map.of(Kind.NOTE, Duration.ZERO), Tier.LONG, 0));
    }

    /** Golden values of Memp: 3 tried and 1 good leaves, 2 and 0 stays, 4 and 2 stays. */
    @Test
    void whatWasTriedAndWentWrongLeaves() {
        ListScopeView scope = notes(4).with(Scopes.id(1), new Usage(3, 1, 2, Scopes.NOW))
                .with(Scopes.id(2), new Usage(2, 0, 2, Scopes.NOW))
                .with(Scopes.id(3), new Usage(4, 2, 2, Scopes.NOW));
        assertEquals(ids(1), leaving(PublishedPolicies.retireUnsuccessful(Tier.LONG, 0), scope));
        assertEquals(ids(), leaving(PublishedPolicies.retireUnsuccessful(Tier.LONG, 4), scope));
    }

    @Test
    void whatIsForgottenByItsCurveLeaves() {
        ListScopeView scope = notes(3).at(Scopes.NOW.minus(Duration.ofDays(96)))
                .with(Scopes.id(2), new Usage(9, 0, 0, Scopes.NOW.minus(Duration.ofDays(98))));
        assertEquals(
                ids(1),
                leaving(PublishedPolicies.forgotten(0.3, Tier.LONG, 0), scope).stream()
                        .limit(1)
                        .toList());
        assertEquals(ids(1, 3), leaving(PublishedPolicies.forgotten(0.4, Tier.LONG, 0), scope));
    }

    @Test
    void aNewcomerMustHaveBeenUsedMoreThanTheLeastRecentlyUsed() {
        Usage early = new Usage(2, 0, 0, Scopes.NOW.minus(Duration.ofDays(3)));
        ListScopeView scope =
                notes(6).with(Scopes.id(1), early).with(Scopes.id(2), used(5)).with(Scopes.id(3), used(5));
        assertEquals(ids(5), leaving(PublishedPolicies.admission(Tier.LONG, 5), scope), "4 was never used");
        assertEquals(ids(4), leaving(PublishedPolicies.admission(Tier.LONG, 5), scope.with(Scopes.id(5), used(3))));
        ListScopeView proven = scope.with(Scopes.id(4), used(1)).with(Scopes.id(5), used(3));
        assertEquals(ids(1), leaving(PublishedPolicies.admission(Tier.LONG, 5), proven));
    }

    @Test
    void theWindowIsNotContested() {
        ListScopeView scope = notes(7).with(Scopes.id(1), used(1));
        assertEquals(ids(5, 6), leaving(PublishedPolicies.admission(Tier.LONG, 5), scope), "7 is the window");
    }

    /** Golden value of HEMA: of 1,000, 5. Then only when 100 more were recorded. */
    @Test
    void halfAPercentLeavesEveryHundredMemories() {
        LifecyclePolicy hema = PublishedPolicies.hema(Tier.LONG);
        ListScopeView scope = notes(1_000).at(Scopes.NOW.plus(Duration.ofDays(1_000)));
        List<MemoryOp> first = Scopes.proposals(hema, scope);
        assertEquals(ids(1, 2, 3, 4, 5), first.stream().map(MemoryOp::id).toList());
        ListScopeView after = scope.after(first).at(scope.now().plus(Duration.ofDays(1)));
        assertEquals(ids(), leaving(hema, after));
        assertEquals(ids(), leaving(hema, after.after(written(1_001, 1_099))));
        assertEquals(ids(6, 7, 8, 9, 10), leaving(hema, after.after(written(1_001, 1_100))));
    }

    @Test
    void aRoundIsKnownByWhatTheManagerWroteAndByNothingElse() {
        LifecyclePolicy hema = PublishedPolicies.hema(Tier.LONG);
        ListScopeView scope = notes(1_000).at(Scopes.NOW.plus(Duration.ofDays(1_000)));
        assertEquals(4, leaving(hema, scope.after(archivedBy("host", scope))).size(), "of the 995 left");
        assertEquals(ids(), leaving(hema, scope.after(archivedBy("policy:" + hema.name(), scope))));
    }

    private static List<MemoryOp> archivedBy(String actor, ListScopeView scope) {
        return Scopes.proposals(PublishedPolicies.hema(Tier.LONG), scope).stream()
                .<MemoryOp>map(move -> new MemoryOp.Move(move.id(), Tier.ARCHIVE, Cause.of(actor)))
                .toList();
    }

    @Test
    void aRoundThatWasInterruptedIsCompleted() {
        LifecyclePolicy hema = PublishedPolicies.hema(Tier.LONG);
        ListScopeView scope = notes(1_000).at(Scopes.NOW.plus(Duration.ofDays(1_000)));
        ListScopeView half = scope.after(hema.propose(scope, 2, new SequenceIds()))
                .at(scope.now().plus(Duration.ofDays(1)));
        assertEquals(ids(3, 4, 5), leaving(hema, half));
        assertEquals(ids(), leaving(hema, half.after(Scopes.proposals(hema, half))));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThrows(MemoryException.class, () -> PublishedPolicies.randomDrop(Tier.LONG, 1.5, 1, 0, 0));
        assertThrows(MemoryException.class, () -> PublishedPolicies.randomDrop(Tier.LONG, 0.5, 0, 0, 0));
        assertThrows(MemoryException.class, () -> PublishedPolicies.sticky(Tier.LONG, 9, 2, 1, 0));
        assertThrows(MemoryException.class, () -> PublishedPolicies.sticky(Tier.LONG, 9, 0.5, 0, 0));
        assertThrows(MemoryException.class, () -> PublishedPolicies.zones(Tier.LONG, -1, 0));
        assertThrows(MemoryException.class, () -> PublishedPolicies.quotaOfEach("place", Tier.LONG, -1));
        assertThrows(MemoryException.class, () -> PublishedPolicies.hema(Tier.ARCHIVE));
        assertThrows(MemoryException.class, () -> Policies.below("x", Valuations.novelty(), Double.NaN, Tier.LONG, 0));
    }
}
