package dev.memcore.consolidation.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.testkit.ListScopeView;
import dev.memcore.testkit.SequenceIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class GistPolicyTest {
    private static final Summarizer FOLDER = Summarizers.rareWords(TokenCounter.approximate());

    private static ListScopeView archived(int turns) {
        return Library.of(LongStream.rangeClosed(1, turns)
                .mapToObj(i -> Library.turn(
                                "s", i % 2 == 0 ? "Bob" : "Ann", "Turn number " + i + " tells of thing" + i + ".")
                        .tier(Tier.ARCHIVE)
                        .build())
                .toList());
    }

    private static List<Memory> gists(ListScopeView scope) {
        return Library.all(scope, memory -> Gist.level(memory) > 0);
    }

    private static List<Set<MemoryId>> parts(ListScopeView scope) {
        return gists(scope).stream()
                .map(gist -> gist.observation().derivedFrom())
                .toList();
    }

    private static Set<MemoryId> ids(long... numbers) {
        Set<MemoryId> ids = new TreeSet<>();
        LongStream.of(numbers).forEach(number -> ids.add(SequenceIds.id(number)));
        return ids;
    }

    @Test
    void whatWasArchivedLeavesGistsOfThreeTurns() {
        ListScopeView after =
                Library.maintained(archived(5), List.of(Gists.ofArchived().share(1)), 1_000);
        assertEquals(List.of(ids(1, 2, 3), ids(4, 5)), parts(after));
        Memory gist = gists(after).getFirst();
        assertEquals(Kind.SUMMARY, gist.kind());
        assertEquals(Tier.LONG, gist.tier());
        assertEquals("s", gist.session());
        assertEquals(1, Gist.level(gist));
        assertEquals(
                List.of(
                        "Ann: Turn number 1 tells of thing1.",
                        "Bob: Turn number 2 tells of thing2.",
                        "Ann: Turn number 3 tells of thing3."),
                gist.text().lines().toList());
        assertEquals(List.copyOf(ids(1, 2, 3)), Gist.cites(gist));
    }

    @Test
    void theLastGistGrowsAndTheOthersStay() {
        GistPolicy policy = Gists.ofArchived();
        ListScopeView five = Library.maintained(archived(5), List.of(policy), 1_000);
        List<MemoryOp> more = new ArrayList<>();
        for (int i = 20; i < 23; i++) {
            Observation turn =
                    Library.turn("s", "Ann", "And also " + i).tier(Tier.ARCHIVE).build();
            more.add(new MemoryOp.Add(SequenceIds.id(20_000 + i), Library.SCOPE, turn, Cause.HOST));
        }
        ListScopeView after = Library.maintained(five.after(more), List.of(policy), 1_000);
        assertEquals(List.of(ids(1, 2, 3), ids(4, 5, 20_020), ids(20_021, 20_022)), parts(after));
        MemoryId outgrown = gists(five).get(1).id();
        Memory superseded = after.get(outgrown).orElseThrow();
        assertEquals(Status.SUPERSEDED, superseded.status());
        assertEquals(gists(after).get(1).id(), superseded.supersededBy());
    }

    @Test
    void instructionsAndOtherReadersAreNotFoldedIn() {
        Observation.Builder plain = Library.turn("s", "Ann", "One. Two.").tier(Tier.ARCHIVE);
        ListScopeView scope = Library.of(List.of(
                plain.build(),
                plain.build().toBuilder().role(Role.SYSTEM).build(),
                plain.build().toBuilder().label("secret").build(),
                plain.build().toBuilder().kind(Kind.PROCEDURE).build(),
                plain.build().toBuilder().session(null).build(),
                plain.build().toBuilder().session("other").build(),
                plain.build()));
        ListScopeView after = Library.maintained(scope, List.of(Gists.ofArchived()), 1_000);
        assertEquals(Set.of(ids(1, 7), ids(3), ids(6)), new HashSet<>(parts(after)));
        for (Memory gist : gists(after)) {
            for (MemoryId part : gist.observation().derivedFrom()) {
                assertEquals(
                        scope.get(part).orElseThrow().observation().labels(),
                        gist.observation().labels());
            }
        }
    }

    @Test
    void aGistWasTrueWhenItsPartsWere() {
        Observation.Builder turn = Library.turn("s", "Ann", "One. Two.").tier(Tier.ARCHIVE);
        Observation past =
                turn.build().toBuilder().validTo(Library.NOW.minusSeconds(60)).build();
        ListScopeView after = Library.maintained(
                Library.of(List.of(turn.build(), past, turn.build(), past)), List.of(Gists.ofArchived()), 1_000);
        assertEquals(Set.of(ids(1, 3), ids(2, 4)), new HashSet<>(parts(after)));
        for (Memory gist : gists(after)) {
            boolean ofThePast = gist.observation().derivedFrom().containsAll(ids(2, 4));
            assertEquals(ofThePast ? past.validTo() : null, gist.observation().validTo());
        }
    }

    @Test
    void aGistIsNoSurerThanItsPartsAndEndsWithTheFirst() {
        Observation.Builder turn = Library.turn("s", "Ann", "One. Two.").tier(Tier.ARCHIVE);
        ListScopeView scope = Library.of(List.of(
                turn.build().toBuilder()
                        .trust(.3)
                        .confidence(.9)
                        .importance(.8)
                        .eventTime(Library.NOW.minus(Duration.ofDays(2)))
                        .build(),
                turn.build().toBuilder()
                        .confidence(.4)
                        .expiresAt(Library.NOW.plusSeconds(60))
                        .eventTime(Library.NOW.minus(Duration.ofDays(1)))
                        .build()));
        Observation gist = gists(Library.maintained(scope, List.of(Gists.ofArchived()), 10))
                .getFirst()
                .observation();
        assertEquals(.3, gist.trust());
        assertEquals(.4, gist.confidence());
        assertEquals(.8, gist.importance());
        assertEquals(Library.NOW.plusSeconds(60), gist.expiresAt());
        assertEquals(
                Duration.ofDays(1).plusMillis(1),
                Objects.requireNonNull(gist.eventTime()).precision());
    }

    @Test
    void whatIsForgottenIsForgottenInGistsToo() {
        GistPolicy policy = Gists.ofArchived().share(1);
        ListScopeView three = Library.maintained(archived(3), List.of(policy), 1_000);
        ListScopeView less = three.after(List.of(new MemoryOp.Forget(SequenceIds.id(2), Cause.HOST)));
        ListScopeView after = Library.maintained(less, List.of(policy), 1_000);
        assertEquals(List.of(ids(1, 3)), parts(after));
        assertEquals(
                Status.FORGOTTEN,
                after.get(gists(three).getFirst().id()).orElseThrow().status());
        assertFalse(gists(after).getFirst().text().contains("thing2"));
    }

    @Test
    void aWindowAndGistsOfAllElseWhichLeadBackByteForByte() {
        List<Observation> turns = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            turns.add(Library.turn(
                            "s" + i / 40,
                            i % 2 == 0 ? "Ann" : "Bob",
                            "  Odd \t white space, no. " + i + "\n\nand \uD83D\uDE00 more? ")
                    .tier(Tier.SHORT)
                    .build());
        }
        ListScopeView scope = Library.of(turns);
        List<LifecyclePolicy> policies = new ArrayList<>(Gists.windowPerSessionPlusGist(5, FOLDER));
        policies.addAll(Gists.hierarchy(3, 4, FOLDER));
        ListScopeView after = Library.maintained(scope, policies, 7);
        List<Memory> open = Library.all(after, memory -> memory.tier() != Tier.ARCHIVE);
        Set<MemoryId> reached = new TreeSet<>();
        for (Memory memory : open) {
            for (Memory raw : Gist.expand(memory, after::get)) {
                reached.add(raw.id());
                assertEquals(scope.get(raw.id()).orElseThrow().text(), raw.text());
            }
        }
        assertEquals(100, reached.size(), "nothing is out of reach");
        assertEquals(
                15, open.stream().filter(memory -> memory.tier() == Tier.SHORT).count());
        assertTrue(open.stream().anyMatch(memory -> Gist.level(memory) == 3), "levels");
        assertTrue(open.size() < 15 + 12, () -> "few stand for many: " + open.size());
    }

    @Test
    void summariesOfSummariesAreMadeOfWholeBlocks() {
        List<LifecyclePolicy> policies = new ArrayList<>(List.of(Gists.ofArchived()));
        policies.addAll(Gists.hierarchy(2, 4, FOLDER));
        ListScopeView after = Library.maintained(archived(3 * 9), policies, 1_000);
        List<Memory> upper = Library.all(after, memory -> Gist.level(memory) == 2);
        assertEquals(2, upper.size());
        assertTrue(
                upper.stream().allMatch(gist -> gist.observation().derivedFrom().size() == 4));
        assertEquals(
                8,
                Library.all(after, memory -> Gist.level(memory) == 1 && memory.tier() == Tier.ARCHIVE)
                        .size());
    }

    private static List<List<? extends LifecyclePolicy>> all() {
        List<LifecyclePolicy> levels = new ArrayList<>(Gists.windowInTierPlusGist(2, FOLDER));
        levels.addAll(Gists.hierarchy(3, 2, FOLDER));
        return List.of(
                List.of(Gists.ofArchived()),
                List.of(Gists.ofSessions(FOLDER).share(.2)),
                List.of(Gists.ofArchived(Summarizers.lexRank(TokenCounter.approximate()))
                        .archiving()),
                List.of(Policies.ageWeightedPruning(Tier.LONG, 3), Gists.ofArchived()),
                Gists.windowPerSessionPlusGist(2, FOLDER),
                levels);
    }

    @Test
    void theContractOfPoliciesHolds() {
        for (long seed = 0; seed < 60; seed++) {
            ListScopeView scope = Library.random(seed);
            for (List<? extends LifecyclePolicy> policies : all()) {
                for (LifecyclePolicy policy : policies) {
                    keepsItsContract(policy, scope);
                }
                int limit = 1 + (int) (seed % 5);
                ListScopeView after = Library.maintained(scope, policies, limit);
                for (LifecyclePolicy policy : policies) {
                    keepsItsContract(policy, after);
                    assertEquals(List.of(), Library.proposals(policy, after), "nothing is left to do");
                }
            }
        }
    }

    private static void keepsItsContract(LifecyclePolicy policy, ListScopeView scope) {
        List<MemoryOp> operations = Library.proposals(policy, scope);
        assertEquals(operations, Library.proposals(policy, scope), "deterministic");
        assertEquals(List.of(), Library.proposals(policy, scope.after(operations)), policy.name());
        for (int limit = 1; limit < 4; limit++) {
            assertEquals(
                    operations.subList(0, Math.min(limit, operations.size())),
                    policy.propose(scope, limit, Library.idsAfter(scope)),
                    "a beginning of the same");
        }
        for (MemoryOp operation : operations) {
            assertTrue(policy.name().length() <= 200);
            assertEquals(policy.name(), operation.cause().actor());
            if (operation instanceof MemoryOp.Add add) {
                derives(add.observation(), scope);
            } else {
                assertFalse(scope.get(operation.id()).map(Memory::pinned).orElse(false), operation::toString);
            }
        }
    }

    private static void derives(Observation gist, ListScopeView scope) {
        assertFalse(gist.derivedFrom().isEmpty());
        for (MemoryId id : gist.derivedFrom()) {
            Memory part = scope.get(id).orElseThrow();
            assertEquals(part.observation().labels(), gist.labels());
            assertTrue(gist.trust() <= part.observation().trust());
        }
    }

    @Test
    void limitsAreSaid() {
        assertThrows(MemoryException.class, () -> Gists.ofArchived().share(0));
        assertThrows(MemoryException.class, () -> Gists.ofArchived().share(1.1));
        assertThrows(MemoryException.class, () -> Gists.ofArchived().cites(0));
        assertThrows(MemoryException.class, () -> Gists.ofArchived().cites(26));
        assertThrows(MemoryException.class, () -> Gists.hierarchy(1, 5, FOLDER));
        assertThrows(MemoryException.class, () -> Gists.hierarchy(2, 1, FOLDER));
    }
}
