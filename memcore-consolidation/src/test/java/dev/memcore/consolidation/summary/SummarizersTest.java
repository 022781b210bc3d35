package dev.memcore.consolidation.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.TokenCounter;
import dev.memcore.testkit.SequenceIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SummarizersTest {
    private static final TokenCounter COUNTER = TokenCounter.approximate();

    static List<Summarizer> summarizers() {
        return List.of(Summarizers.rareWords(COUNTER), Summarizers.lexRank(COUNTER), Summarizers.lead(COUNTER));
    }

    private static List<Memory> parts(long seed) {
        return Library.all(Library.random(seed), memory -> true);
    }

    @ParameterizedTest
    @MethodSource("summarizers")
    void everyQuoteStandsInItsSourceAndOrderIsKept(Summarizer summarizer) {
        for (long seed = 0; seed < 60; seed++) {
            List<Memory> parts = parts(seed);
            if (parts.isEmpty()) {
                continue;
            }
            Summary summary = summarizer.summarize(parts, 40, 3);
            assertTrue(COUNTER.count(summary.text()) <= 40, summary::text);
            assertTrue(summary.cites().size() <= 3, summary::text);
            int last = -1;
            for (Summary.Quote quote : summary.quotes()) {
                int place = parts.stream().map(Memory::id).toList().indexOf(quote.source());
                assertTrue(parts.get(place).text().contains(quote.text()), quote::text);
                assertTrue(summary.text().contains(quote.text()), quote::text);
                assertTrue(place >= last, "in order");
                last = place;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("summarizers")
    void toFoldAFoldAgainChangesNothing(Summarizer summarizer) {
        for (long seed = 0; seed < 60; seed++) {
            List<Memory> parts = parts(seed);
            if (parts.isEmpty()) {
                continue;
            }
            Summary summary = summarizer.summarize(parts, 40, 25);
            Memory gist = Library.memory(500, Gist.of(parts, summary.text(), summary.cites(), Tier.LONG, "test"));
            assertEquals(
                    summary.text(), summarizer.summarize(List.of(gist), 40, 25).text());
            assertEquals(summary, summarizer.summarize(parts, 40, 25), "the same again");
        }
    }

    @Test
    void whatHasRoomIsKeptButNotTwice() {
        List<Memory> parts = List.of(
                Library.memory(
                        1,
                        Library.turn("s", "Ann", "I went home.  It rained.\nTwice!")
                                .build()),
                Library.memory(2, Library.turn("s", "Bob", "Oh. Was it cold?").build()),
                Library.memory(3, Library.turn("s", "Ann", "It rained.").build()),
                Library.memory(4, Observation.of("A note: it is kept.")));
        Summary summary = Summarizers.lexRank(COUNTER).summarize(parts, 1_000, 25);
        assertEquals(
                "Ann: I went home. It rained.\nAnn: Twice!\nBob: Oh. Was it cold?\nA note: it is kept.",
                summary.text());
        assertEquals(List.of(SequenceIds.id(1), SequenceIds.id(2), SequenceIds.id(4)), summary.cites());
    }

    @Test
    void whoSpeaksIsKeptThroughLevels() {
        Memory one = Library.memory(
                1, Library.turn("s", "Ann", "I like tea. Rex likes bones.").build());
        Summary first = Summarizers.rareWords(COUNTER).summarize(List.of(one), 100, 3);
        Memory gist = Library.memory(2, Gist.of(List.of(one), first.text(), first.cites(), Tier.LONG, "test"));
        assertEquals(
                "Ann: I like tea.",
                Summarizers.lead(COUNTER).summarize(List.of(gist), 4, 3).text());
    }

    @Test
    void rareWordsComeFirstAndQuestionsLast() {
        List<Observation> said = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            said.add(Library.turn("s", "Ann", "Hello there, how nice to see you again.")
                    .build());
        }
        Memory part = Library.memory(
                99,
                Library.turn("s", "Ann", "Hello there, how nice. The zebra escaped from Antwerp. Which okapi eloped?")
                        .build());
        Summarizer summarizer = Summarizers.rareWords(COUNTER).over(Library.of(said));
        assertEquals(
                "Ann: The zebra escaped from Antwerp.",
                summarizer.summarize(List.of(part), 10, 3).text());
    }

    @Test
    void aLongTextWithoutSentencesIsCutAndSomethingIsAlwaysLeft() {
        Memory table = Library.memory(1, Observation.of("column ".repeat(1_000)));
        Summary summary = Summarizers.rareWords(COUNTER).summarize(List.of(table), 3, 1);
        assertEquals(1, summary.quotes().size());
        assertTrue(summary.text().length() <= 240, "the shortest stands alone");
        String faces = "\uD83D\uDE00".repeat(300);
        Summary whole =
                Summarizers.lead(COUNTER).summarize(List.of(Library.memory(1, Observation.of(faces))), 1_000, 1);
        assertTrue(whole.quotes().stream()
                .allMatch(quote -> quote.text().codePoints().allMatch(c -> c == 0x1F600)));
    }

    /**
     * A star of four sentences by hand: the first is like each of the others, which are like no other. With damping d the
     * stationary distribution is (1 + 2 d / (1 + d / 2)...), computed here by 10,000 plain steps of the definition.
     */
    @Test
    void ranksAreTheStationaryDistribution() {
        double[][] likeness = {{1, .2, .2, .2}, {.2, 1, 0, 0}, {.2, 0, 1, .1}, {.2, 0, .1, 1}};
        double[] expected = {.25, .25, .25, .25};
        double[][] walk = {
            {.25, .5, .5, .5},
            {.25, .5, 0, 0},
            {.25, 0, .5, 0},
            {.25, 0, 0, .5}
        };
        for (int step = 0; step < 10_000; step++) {
            double[] next = new double[4];
            for (int to = 0; to < 4; to++) {
                next[to] = .15 / 4;
                for (int from = 0; from < 4; from++) {
                    next[to] += .85 * walk[to][from] * expected[from];
                }
            }
            expected = next;
        }
        double[] ranks = LexRank.ranks(likeness);
        for (int i = 0; i < 4; i++) {
            assertEquals(expected[i], ranks[i], 1e-9);
        }
        assertEquals(1, Arrays.stream(ranks).sum(), 1e-9);
        assertTrue(ranks[0] > ranks[1]);
    }

    @Test
    void theIdfModifiedCosineOfErkanAndRadev() {
        List<Sentence> sentences = Sentence.all(List.of(
                Library.memory(1, Observation.of("red red fox")), Library.memory(2, Observation.of("red dog"))));
        WordCounts counts = WordCounts.of(sentences);
        double common = Math.log(1 + .5 / 2.5); // both have it
        double own = Math.log(1 + 1.5 / 1.5);
        double expected = 2 * common * common / (Math.hypot(2 * common, own) * Math.hypot(common, own));
        assertEquals(expected, LexRank.likeness(sentences, counts)[0][1], 1e-12);
    }

    @Test
    void limitsAreSaid() {
        Summarizer summarizer = Summarizers.rareWords(COUNTER);
        List<Memory> part = List.of(Library.memory(1, Observation.of("text")));
        assertThrows(MemoryException.class, () -> summarizer.summarize(part, 0, 1));
        assertThrows(MemoryException.class, () -> summarizer.summarize(part, 1, 0));
        assertThrows(MemoryException.class, () -> summarizer.summarize(List.of(), 1, 1));
    }
}
