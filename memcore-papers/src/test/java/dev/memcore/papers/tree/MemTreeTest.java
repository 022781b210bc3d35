package dev.memcore.papers.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.summary.Gist;
import dev.memcore.consolidation.summary.Summarizer;
import dev.memcore.consolidation.summary.Summarizers;
import dev.memcore.papers.Library;
import dev.memcore.papers.WordBag;
import dev.memcore.spi.TokenCounter;
import dev.memcore.testkit.ListScopeView;
import dev.memcore.testkit.SequenceIds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MemTreeTest {
    private static final Summarizer FOLDER = Summarizers.rareWords(TokenCounter.approximate());
    private static final MemTree TREE = new MemTree(new WordBag(), FOLDER, Tier.LONG, Tier.LONG);

    /** The golden values of the paper's constants: .4 e^(.5 d / 4). */
    @Test
    void thresholds() {
        double[] expected = {.4, .45325938, .51361017, .58199657, .65948851};
        for (int depth = 0; depth < expected.length; depth++) {
            assertEquals(expected[depth], DepthThreshold.PAPER.at(depth), 5e-9);
        }
        assertTrue(new DepthThreshold(.4, .5, 32).at(32) < 1, "never out of reach, however deep the tree");
        assertThrows(MemoryException.class, () -> new DepthThreshold(1.1, .5, 4));
        assertThrows(MemoryException.class, () -> new DepthThreshold(.4, -1, 4));
        assertThrows(MemoryException.class, () -> new DepthThreshold(.4, .5, 0));
    }

    /** Four fields of four themes of four notes each: notes of a theme share more words than those of a field. */
    private static List<Observation> taxonomy(long seed) {
        List<Observation> notes = new ArrayList<>();
        for (int field = 0; field < 4; field++) {
            for (int theme = 0; theme < 4; theme++) {
                for (int note = 0; note < 4; note++) {
                    notes.add(Observation.builder(words("field" + field, 5)
                                    + words("theme" + field + theme, 5)
                                    + words("note" + field + theme + note, 2))
                            .attribute("field", field)
                            .attribute("theme", 4 * field + theme)
                            .build());
                }
            }
        }
        Collections.shuffle(notes, new Random(seed));
        return notes;
    }

    private static String words(String stem, int n) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < n; i++) {
            words.append(stem).append((char) ('a' + i)).append(' ');
        }
        return words.toString();
    }

    private static List<Memory> gists(ListScopeView scope) {
        return Library.all(scope, memory -> Gist.level(memory) > 0);
    }

    @Test
    void whatIsAlikeHangsTogetherInAnyOrder() {
        for (long seed = 1; seed <= 5; seed++) {
            ListScopeView after = Library.maintained(Library.of(taxonomy(seed)), List.of(TREE), 10_000);
            assertTrue(purity(after, "field") >= .9, "fields, seed " + seed + ": " + purity(after, "field"));
            Set<MemoryId> below = new TreeSet<>();
            for (Memory gist : gists(after)) {
                assertTrue(Gist.level(gist) <= 3, "leaves are at depth 4 at most");
                below.addAll(gist.observation().derivedFrom());
            }
            List<Memory> leaves = Library.all(after, memory -> Gist.level(memory) == 0);
            assertEquals(64, leaves.size());
            assertTrue(leaves.stream().filter(leaf -> below.contains(leaf.id())).count() >= 60, "few are left alone");
        }
    }

    /** Below each gist at the top, the share of the most frequent value. */
    private static double purity(ListScopeView after, String attribute) {
        Set<MemoryId> inner = new TreeSet<>();
        gists(after).forEach(gist -> inner.addAll(gist.observation().derivedFrom()));
        double most = 0;
        double all = 0;
        for (Memory gist : gists(after)) {
            if (!inner.contains(gist.id())) {
                Map<Object, Long> counts = Gist.expand(gist, after::get).stream()
                        .collect(Collectors.groupingBy(
                                leaf -> String.valueOf(
                                        leaf.observation().attributes().get(attribute)),
                                Collectors.counting()));
                most += Collections.max(counts.values());
                all += counts.values().stream().mapToLong(n -> n).sum();
            }
        }
        return most / all;
    }

    @Test
    void aNewMemoryCostsAsManyGistsAsItGoesBelow() {
        List<Observation> notes = taxonomy(7);
        ListScopeView before = Library.maintained(Library.of(notes), List.of(TREE), 10_000);
        SequenceIds ids = Library.idsAfter(before);
        ListScopeView more = before.after(
                List.of(new MemoryOp.Add(ids.next(Library.NOW), Library.SCOPE, notes.getFirst(), Cause.HOST)));
        List<MemoryOp> operations = Library.proposals(TREE, more);
        long adds = operations.stream().filter(MemoryOp.Add.class::isInstance).count();
        assertTrue(adds >= 1 && adds <= 3, () -> "path updates: " + operations);
        assertTrue(operations.size() <= 2 * adds, "each takes the place of one at most");
    }

    @Test
    void everyGistIsBoundedAndQuotesItsLeaves() {
        ListScopeView after = Library.maintained(Library.of(taxonomy(3)), List.of(TREE), 10_000);
        for (Memory gist : gists(after)) {
            assertTrue(TokenCounter.approximate().count(gist.text()) <= 100, gist::text);
            String below =
                    Gist.expand(gist, after::get).stream().map(Memory::text).collect(Collectors.joining("\n"));
            gist.text().lines().forEach(line -> assertTrue(below.contains(line), line));
        }
    }

    @Test
    void whatIsForgottenIsInNoGist() {
        Observation.Builder rex = Observation.builder("my dog rex likes bones and walks");
        ListScopeView scope = Library.of(List.of(
                rex.build(),
                rex.text("my dog rex likes bones and naps").build(),
                rex.text("my dog rex likes bones and secrets").build()));
        ListScopeView tree = Library.maintained(scope, List.of(TREE), 100);
        assertTrue(gists(tree).getLast().text().contains("secrets"));
        ListScopeView after = Library.maintained(
                tree.after(List.of(new MemoryOp.Forget(SequenceIds.id(3), Cause.HOST))), List.of(TREE), 100);
        assertEquals(1, gists(after).size());
        assertFalse(gists(after).getFirst().text().contains("secrets"));
        assertEquals(
                Set.of(SequenceIds.id(1), SequenceIds.id(2)),
                gists(after).getFirst().observation().derivedFrom());
    }

    /** Notes of few words, so that much is alike; some pinned, some labelled. */
    private static ListScopeView random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Observation> notes = new ArrayList<>();
        int n = random.nextInt(25);
        for (int i = 0; i < n; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 5; word++) {
                text.append("word").append(random.nextInt(8)).append(' ');
            }
            Observation.Builder note = Observation.builder(text.toString())
                    .tier(random.nextInt(5) == 0 ? Tier.MID : Tier.LONG)
                    .pinned(random.nextInt(6) == 0);
            if (random.nextInt(4) == 0) {
                note.label("secret");
            }
            notes.add(note.build());
        }
        return Library.of(notes);
    }

    @Test
    void theContractOfPoliciesHolds() {
        for (long seed = 0; seed < 60; seed++) {
            ListScopeView scope = random(seed);
            List<MemoryOp> operations = Library.proposals(TREE, scope);
            assertEquals(operations, Library.proposals(TREE, scope), "deterministic");
            assertEquals(List.of(), Library.proposals(TREE, scope.after(operations)), "idempotent, seed " + seed);
            assertTrue(TREE.propose(scope, 2, Library.idsAfter(scope)).size() <= 2);
            ListScopeView after = Library.maintained(scope, List.of(TREE), 1 + (int) (seed % 4));
            assertEquals(List.of(), Library.proposals(TREE, after), "cut short, and gone on with");
            Set<MemoryId> below = new TreeSet<>();
            for (Memory gist : gists(after)) {
                for (MemoryId part : gist.observation().derivedFrom()) {
                    assertTrue(below.add(part), "a tree, seed " + seed);
                    assertEquals(
                            after.get(part).orElseThrow().observation().labels(),
                            gist.observation().labels());
                }
                assertTrue(gist.observation().derivedFrom().size() > 1);
            }
            for (Memory leaf : Library.all(scope, Memory::pinned)) {
                assertEquals(leaf, after.get(leaf.id()).orElseThrow(), "pinned");
            }
        }
    }

    @Test
    void aPinnedGistStaysAsItIs() {
        ListScopeView before = Library.maintained(Library.of(taxonomy(2)), List.of(TREE), 10_000);
        Memory gist = gists(before).getLast();
        Observation pinned = gist.observation().toBuilder().pinned(true).build();
        ListScopeView scope = before.after(List.of(
                new MemoryOp.Add(gist.id(), Library.SCOPE, pinned, Cause.HOST),
                new MemoryOp.Forget(gist.observation().derivedFrom().iterator().next(), Cause.HOST)));
        ListScopeView after = Library.maintained(scope, List.of(TREE), 10_000);
        assertEquals(pinned, after.get(gist.id()).orElseThrow().observation());
        assertEquals(List.of(), Library.proposals(TREE, after));
    }
}
