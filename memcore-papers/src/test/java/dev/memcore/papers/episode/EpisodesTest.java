package dev.memcore.papers.episode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Status;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class EpisodesTest {
    private static final TokenCounter COUNTER = TokenCounter.approximate();
    private static final Episodes EPISODES =
            new Episodes(new WordBag(), Summarizers.rareWords(COUNTER), Tier.MID, 64, .25, 0);

    /** Sixteen windows of four turns; the topic of a window is that of its place, and three of four are of the first. */
    private static ListScopeView talk(int turns) {
        SplittableRandom random = new SplittableRandom(5);
        List<Observation> said = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            int window = i / 4;
            int topic = window % 4 == 3 ? 1 + window / 4 % 3 : 0;
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 8; word++) {
                text.append("topic")
                        .append(topic)
                        .append("word")
                        .append(random.nextInt(12))
                        .append(' ');
            }
            said.add(Library.turn("s" + i / 32, i % 2 == 0 ? "Ann" : "Bob", text + ".")
                    .tier(Tier.MID)
                    .attribute("topic", topic)
                    .build());
        }
        return Library.of(said);
    }

    private static List<Memory> gists(ListScopeView scope) {
        return Library.all(scope, memory -> Gist.level(memory) > 0);
    }

    @Test
    void whatIsAlikeIsOneEpisodeAndARareOneKeepsItsShare() {
        ListScopeView after = Library.maintained(talk(64), List.of(EPISODES), 100);
        List<Memory> gists = gists(after);
        assertEquals(4, gists.size());
        Set<MemoryId> covered = new HashSet<>();
        for (Memory gist : gists) {
            List<Memory> parts = Gist.expand(gist, after::get);
            assertEquals(
                    1,
                    parts.stream()
                            .map(part -> part.observation().attributes().get("topic"))
                            .distinct()
                            .count(),
                    "one topic");
            parts.forEach(part -> assertTrue(covered.add(part.id()), "in one episode only"));
            assertTrue(!Gist.cites(gist).isEmpty()
                    && gist.observation().derivedFrom().containsAll(Gist.cites(gist)));
            assertTrue(Gist.cites(gist).size() <= 16, "four windows speak");
        }
        assertEquals(64, covered.size());
        int whole = talk(64).memories()
                .mapToInt(memory -> COUNTER.count(memory.text()))
                .sum();
        int longest = gists.stream()
                .mapToInt(gist -> COUNTER.count(gist.text()))
                .max()
                .orElseThrow();
        int all = gists.stream().mapToInt(gist -> COUNTER.count(gist.text())).sum();
        assertTrue(all <= .25 * whole + 4, all + " of " + whole);
        assertTrue(longest <= .25 * whole / 4 + 1, "the same for each");
    }

    @Test
    void whatIsNotYetABlockWaits() {
        assertEquals(List.of(), Library.proposals(EPISODES, talk(63)));
        assertEquals(
                4, gists(Library.maintained(talk(127), List.of(EPISODES), 100)).size());
        assertEquals(
                8, gists(Library.maintained(talk(128), List.of(EPISODES), 100)).size());
    }

    @Test
    void theContractOfPoliciesHolds() {
        ListScopeView scope = talk(150);
        List<MemoryOp> operations = Library.proposals(EPISODES, scope);
        assertEquals(operations, Library.proposals(EPISODES, scope));
        assertEquals(List.of(), Library.proposals(EPISODES, scope.after(operations)));
        assertEquals(List.of(), EPISODES.propose(scope, 3, Library.idsAfter(scope)), "a block has four gists");
        assertEquals(operations.subList(0, 4), EPISODES.propose(scope, 7, Library.idsAfter(scope)));
        ListScopeView inParts = Library.maintained(scope, List.of(EPISODES), 5);
        assertEquals(
                gists(scope.after(operations)).stream().map(Memory::observation).toList(),
                gists(inParts).stream().map(Memory::observation).toList());
        assertEquals(scope.memories().toList(), Library.all(inParts, memory -> Gist.level(memory) == 0), "untouched");
    }

    @Test
    void whatIsForgottenIsInNoEpisode() {
        ListScopeView before = Library.maintained(talk(64), List.of(EPISODES), 100);
        MemoryId first = SequenceIds.id(1);
        ListScopeView after = Library.maintained(
                before.after(List.of(new MemoryOp.Forget(first, Cause.HOST))), List.of(EPISODES), 100);
        Memory gist = gists(before).stream()
                .filter(memory -> memory.observation().derivedFrom().contains(first))
                .findFirst()
                .orElseThrow();
        assertEquals(Status.FORGOTTEN, after.get(gist.id()).orElseThrow().status());
        assertEquals(3, gists(after).size());
    }

    @Test
    void limitsAreSaid() {
        Summarizer summarizer = Summarizers.lead(COUNTER);
        assertThrows(MemoryException.class, () -> new Episodes(new WordBag(), summarizer, Tier.MID, 15, .5, 0));
        assertThrows(MemoryException.class, () -> new Episodes(new WordBag(), summarizer, Tier.MID, 64, 0, 0));
        assertThrows(MemoryException.class, () -> new Episodes(new WordBag(), summarizer, Tier.MID, 64, .5, 2));
    }
}
