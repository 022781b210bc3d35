package dev.memcore.consolidation.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.Scopes;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.testkit.ListScopeView;
import dev.memcore.testkit.SequenceIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class TierMergeTest {
    private static final Embedder LETTERS = new LetterEmbedder();

    /** The counts of the letters a to h. */
    private static final class LetterEmbedder implements Embedder {
        @Override
        public String modelId() {
            return "letters";
        }

        @Override
        public int dimensions() {
            return 8;
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            return texts.stream().map(LetterEmbedder::counts).toList();
        }

        @Override
        public boolean quick() {
            return true;
        }

        private static float[] counts(String text) {
            float[] counts = new float[8];
            text.chars().filter(c -> c >= 'a' && c <= 'h').forEach(c -> counts[c - 'a']++);
            return counts;
        }
    }

    private static Observation turn(String text) {
        return Observation.builder(text)
                .tier(Tier.MID)
                .session("s")
                .kind(Kind.TURN)
                .build();
    }

    private static LifecyclePolicy neighbours(int capacity) {
        return Policies.mergeAdjacent(LETTERS, Tier.MID, capacity);
    }

    private static LifecyclePolicy clusters(int capacity) {
        return Policies.clusterByKMeans(LETTERS, Tier.MID, capacity);
    }

    private static List<MemoryOp> proposals(LifecyclePolicy policy, ListScopeView scope, int limit, SequenceIds ids) {
        return policy.propose(scope, limit, ids);
    }

    /** Ids after those of any scope of this test. */
    private static SequenceIds ids() {
        SequenceIds ids = new SequenceIds();
        ids.startAfter(SequenceIds.id(1_000));
        return ids;
    }

    private static ListScopeView after(LifecyclePolicy policy, ListScopeView scope) {
        return scope.after(proposals(policy, scope, Integer.MAX_VALUE, ids()));
    }

    private static List<Memory> in(ListScopeView scope, Tier tier) {
        try (Stream<Memory> memories = scope.memories()) {
            return memories.filter(memory -> memory.tier() == tier).toList();
        }
    }

    private static Set<String> texts(ListScopeView scope) {
        Set<String> texts = new TreeSet<>();
        in(scope, Tier.MID).forEach(memory -> texts.add(memory.text()));
        return texts;
    }

    @Test
    void theMostSimilarNeighboursBecomeOne() {
        ListScopeView scope = Scopes.of(turn("aa"), turn("bb"), turn("bbc"), turn("aaa"));
        ListScopeView merged = after(neighbours(3), scope);
        assertEquals(Set.of("aa", "bb\nbbc", "aaa"), texts(merged));
        Memory episode = in(merged, Tier.MID).getLast();
        assertEquals(Kind.EPISODE, episode.kind());
        assertEquals("s", episode.session());
        assertEquals(Set.of(Scopes.id(2), Scopes.id(3)), episode.observation().derivedFrom());
        assertEquals(List.of(Scopes.id(2), Scopes.id(3)), Scopes.inTier(merged, Tier.ARCHIVE));
        Memory child = merged.get(Scopes.id(2)).orElseThrow();
        assertEquals("bb", child.text());
    }

    @Test
    void everyOperationSaysWhy() {
        ListScopeView scope = Scopes.of(turn("aa"), turn("ab"));
        List<MemoryOp> operations = proposals(neighbours(1), scope, 10, ids());
        assertEquals(3, operations.size());
        MemoryId merged = SequenceIds.id(1_001);
        assertEquals(
                "merge of similar neighbours beyond 1 in MID",
                operations.get(0).cause().actor());
        assertEquals(
                "2 of similar neighbours, beyond 1 in MID",
                operations.get(0).cause().reason());
        assertEquals(
                Set.of(Scopes.id(1), Scopes.id(2)), operations.get(0).cause().evidence());
        assertEquals("merged into " + merged, operations.get(1).cause().reason());
        assertEquals(Set.of(Scopes.id(1), merged), operations.get(1).cause().evidence());
    }

    @Test
    void whatWasMergedKeepsItsPlaceAndItsWeight() {
        ListScopeView scope = Scopes.of(turn("aa"), turn("aa"), turn("ab"), turn("cc"), turn("cdd"));
        ListScopeView once = after(neighbours(3), scope);
        assertEquals(Set.of("aa\nab", "cc", "cdd"), texts(once));
        ListScopeView twice = once.after(neighbours(2).propose(once, 100, later()));
        Memory all = in(twice, Tier.MID).getLast();
        assertEquals(3, MergedMemory.count(in(once, Tier.MID).getLast()));
        assertEquals("cc\ncdd", all.text());
        ListScopeView thrice = twice.after(neighbours(1).propose(twice, 100, evenLater()));
        all = in(thrice, Tier.MID).getLast();
        assertEquals("aa\nab\ncc\ncdd", all.text(), "by when it was first recorded, not by when it was merged");
        assertEquals(5, MergedMemory.count(all));
        assertEquals(Scopes.id(1), MergedMemory.first(all));
    }

    private static SequenceIds later() {
        SequenceIds ids = new SequenceIds();
        ids.startAfter(SequenceIds.id(2_000));
        return ids;
    }

    private static SequenceIds evenLater() {
        SequenceIds ids = new SequenceIds();
        ids.startAfter(SequenceIds.id(3_000));
        return ids;
    }

    @Test
    void clustersNeedNotBeNeighbours() {
        ListScopeView scope = Scopes.of(turn("aa"), turn("bb"), turn("aab"), turn("bba"));
        assertEquals(Set.of("aa\naab", "bb\nbba"), texts(after(clusters(2), scope)));
    }

    @Test
    void moreSessionsThanTheCapacityAreMergedOnceEachIsAnEpisode() {
        List<Observation> turns = new ArrayList<>();
        for (int session = 0; session < 10; session++) {
            for (String text : List.of("aa", "ab")) {
                turns.add(
                        turn(text + session).toBuilder().session("s" + session).build());
            }
        }
        ListScopeView scope = Scopes.of(turns.toArray(Observation[]::new));
        SequenceIds ids = ids();
        List<MemoryOp> operations = proposals(neighbours(4), scope, 100, ids);
        ListScopeView merged = scope.after(operations);
        assertEquals(10, in(merged, Tier.MID).size(), "first within each session");
        while (!operations.isEmpty()) {
            operations = proposals(neighbours(4), merged, 100, ids);
            merged = merged.after(operations);
        }
        assertEquals(4, in(merged, Tier.MID).size());
        assertTrue(in(merged, Tier.MID).stream().anyMatch(memory -> memory.session() == null));
        assertEquals(
                List.of(),
                proposals(neighbours(1), Scopes.of(turns.get(0), turns.get(2)), 100, ids()),
                "but no messages");
    }

    @Test
    void clustersHoldMessagesOfOneSessionUntilTheyAreEpisodes() {
        UnaryOperator<Observation> elsewhere =
                turn -> turn.toBuilder().session("t").build();
        ListScopeView scope = Scopes.of(
                turn("aa"), turn("aab"), elsewhere.apply(turn("aaab")), elsewhere.apply(turn("aaa")), turn("h"));
        ListScopeView once = after(clusters(2), scope);
        assertEquals(Set.of("aa\naab\nh", "aaab\naaa"), texts(once));
        assertEquals(
                List.of("s", "t"),
                in(once, Tier.MID).stream().map(Memory::session).toList());
        ListScopeView twice = once.after(proposals(clusters(1), once, 100, later()));
        assertEquals(Set.of("aa\naab\nh\naaab\naaa"), texts(twice), "episodes of any session");
        assertNull(in(twice, Tier.MID).getLast().session());
        assertEquals(List.of(), proposals(clusters(1), Scopes.of(turn("aa"), elsewhere.apply(turn("aa"))), 100, ids()));
        Observation note = turn("aa").toBuilder().session(null).kind(Kind.NOTE).build();
        assertEquals(
                Set.of("aa\naab"),
                texts(after(
                        clusters(1),
                        Scopes.of(note, note.toBuilder().text("aab").build()))));
    }

    @Test
    void whatDiffersInMoreThanTextStaysApart() {
        Observation one = turn("aa");
        for (Observation other : List.of(
                one.toBuilder().label("private").build(),
                one.toBuilder().kind(Kind.SUMMARY).build(),
                one.toBuilder().validFrom(Scopes.NOW).build(),
                one.toBuilder().validTo(Scopes.NOW).build(),
                one.toBuilder().expiresAt(Scopes.NOW.plusSeconds(9)).build(),
                one.toBuilder().pinned(true).build(),
                one.toBuilder().toolCallId("call").build(),
                Observation.fact("pet", "aa").tier(Tier.MID).session("s").build())) {
            for (LifecyclePolicy policy : List.of(neighbours(1), clusters(1))) {
                ListScopeView scope = Scopes.of(one, other);
                assertEquals(List.of(), proposals(policy, scope, 100, ids()), other::toString);
                assertEquals(List.of(), proposals(policy, Scopes.of(other, one), 100, ids()), other::toString);
            }
        }
        Observation elsewhere = one.toBuilder().session("t").build();
        assertEquals(List.of(), proposals(neighbours(1), Scopes.of(one, elsewhere), 100, ids()));
    }

    @Test
    void aMergeLastsToThePartThatWasTold() {
        EventTime longAgo = EventTime.at(Scopes.NOW.minusSeconds(30_000_000));
        Observation earlier = turn("aa").toBuilder().eventTime(longAgo).build();
        ListScopeView scope = Scopes.of(earlier, turn("ab"));
        EventTime told = in(scope, Tier.MID).getLast().when();
        Memory both = in(after(neighbours(1), scope), Tier.MID).getFirst();
        assertEquals(
                new EventTime(longAgo.start(), told.end()),
                both.observation().eventTime(),
                "from the event of the one to the creation of the other");
        Memory none = in(after(neighbours(1), Scopes.of(turn("aa"), turn("ab"))), Tier.MID)
                .getFirst();
        assertNull(none.observation().eventTime());
    }

    @Test
    void aMergeHasWhatItsPartsAgreeOn() {
        Observation ann = turn("aa").toBuilder()
                .speaker("Ann")
                .role(Role.USER)
                .source("chat")
                .label("private")
                .importance(0.2)
                .trust(0.9)
                .confidence(0.8)
                .attribute("place", "Rome")
                .attribute("mood", "good")
                .eventTime(EventTime.at(Scopes.NOW))
                .searchKeys("entities", List.of("Rex"))
                .build();
        Observation bob = ann.toBuilder()
                .text("ab")
                .speaker("Bob")
                .importance(0.7)
                .trust(0.4)
                .attribute("mood", "bad")
                .eventTime(EventTime.at(Scopes.NOW.plusSeconds(60)))
                .searchKeys("entities", List.of("Max"))
                .build();
        Observation both = in(after(neighbours(1), Scopes.of(ann, bob)), Tier.MID)
                .getFirst()
                .observation();
        assertEquals("Ann: aa\nBob: ab", both.text());
        assertNull(both.speaker());
        assertEquals(Role.USER, both.role());
        assertEquals("chat", both.source());
        assertEquals(Set.of("private"), both.labels());
        assertEquals(0.7, both.importance());
        assertEquals(0.4, both.trust());
        assertEquals(0.8, both.confidence());
        assertTrue(both.attributes().containsKey("place"));
        assertFalse(both.attributes().containsKey("mood"));
        assertEquals(new EventTime(Scopes.NOW, Scopes.NOW.plusMillis(60_001)), both.eventTime());
        assertEquals(List.of("Rex", "Max"), both.searchKeys().of("entities"));
        Observation again = ann.toBuilder().text("ab").build();
        Observation hers = in(after(neighbours(1), Scopes.of(ann, again)), Tier.MID)
                .getFirst()
                .observation();
        assertEquals("aa\nab", hers.text());
        assertEquals("Ann", hers.speaker());
    }

    @Test
    void whatDoesNotFitIsLeftToTheParts() {
        Limits tight = new Limits(8, 100, 3, 100, 100);
        ListScopeView scope = Scopes.of(turn("aaa"), turn("aab"), turn("abb"), turn("bbb"));
        LifecyclePolicy policy = Policies.mergeAdjacent(LETTERS, Tier.MID, 1, tight);
        List<MemoryOp> operations = proposals(policy, scope, 100, ids());
        for (MemoryOp operation : operations) {
            if (operation instanceof MemoryOp.Add add) {
                tight.check(add.observation());
            }
        }
        ListScopeView after = scope;
        SequenceIds ids = ids();
        while (!operations.isEmpty()) {
            operations = proposals(policy, after, 100, ids);
            after = after.after(operations);
        }
        assertEquals(Set.of("aaa\naab"), texts(after));
    }

    @Test
    void badInputIsRefused() {
        assertThrows(MemoryException.class, () -> neighbours(0));
        assertThrows(MemoryException.class, () -> Policies.mergeAdjacent(LETTERS, Tier.ARCHIVE, 1));
    }

    @Provide
    Arbitrary<ListScopeView> scopes() {
        return Scopes.any();
    }

    private static List<LifecyclePolicy> all(int capacity) {
        List<LifecyclePolicy> all = new ArrayList<>();
        for (Tier tier : List.of(Tier.SHORT, Tier.MID, Tier.LONG)) {
            all.add(Policies.mergeAdjacent(LETTERS, tier, capacity));
            all.add(Policies.clusterByKMeans(LETTERS, tier, capacity));
        }
        return all;
    }

    @Property(tries = 200)
    void whateverTheLimitMergesAreWholeAndComeToAnEnd(
            @ForAll("scopes") ListScopeView scope,
            @ForAll @IntRange(min = 1, max = 4) int capacity,
            @ForAll @IntRange(min = 1, max = 9) int limit) {
        for (LifecyclePolicy policy : all(capacity)) {
            SequenceIds ids = ids();
            ListScopeView present = scope;
            List<MemoryOp> part = proposals(policy, present, limit, ids);
            assertEquals(part, proposals(policy, present, limit, ids()));
            while (!part.isEmpty()) {
                assertTrue(part.size() <= limit);
                assertWhole(part, present);
                present = present.after(part);
                part = proposals(policy, present, limit, ids);
            }
            if (limit >= TierMerge.LEAST) {
                assertEquals(List.of(), proposals(policy, present, 100, ids));
            }
        }
    }

    private static void assertWhole(List<MemoryOp> operations, ListScopeView before) {
        Set<MemoryId> moved = new TreeSet<>();
        Set<MemoryId> derivedFrom = new TreeSet<>();
        for (MemoryOp operation : operations) {
            if (operation instanceof MemoryOp.Add add) {
                assertTrue(derivedFrom.addAll(add.observation().derivedFrom()));
            } else {
                assertEquals(Tier.ARCHIVE, ((MemoryOp.Move) operation).tier());
                assertTrue(moved.add(operation.id()));
                assertFalse(before.get(operation.id()).orElseThrow().pinned());
            }
        }
        assertEquals(moved, derivedFrom);
    }
}
