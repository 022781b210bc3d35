package dev.memcore.consolidation.digest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.consolidation.WordBag;
import dev.memcore.consolidation.summary.Library;
import dev.memcore.consolidation.summary.SummaryLine;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DigestTest {
    private static final TokenCounter COUNTER = TokenCounter.approximate();

    private static Memory said(long number, String session, String text) {
        return Library.memory(number, Library.turn(session, "Ann", text).build());
    }

    /** Ext2Gen: the result is the same for every order of the passages. */
    @Test
    void theOrderOfHitsChangesNothing() {
        List<Memory> hits = new ArrayList<>(List.of(
                said(1, "a", "The hotel is loud."),
                said(2, "b", "The hotel is loud!"),
                said(3, "b", "the hotel is loud"),
                said(4, "c", "The hotel is quiet."),
                said(5, "d", "Breakfast costs 12 euros."),
                said(6, "e", "\u6211\u5bf9\u82b1\u751f\u8fc7\u654f\u3002")));
        HitDigest digest = HitDigest.of(hits);
        assertEquals(
                List.of(
                        "the hotel is loud",
                        "\u6211\u5bf9\u82b1\u751f\u8fc7\u654f\u3002",
                        "Breakfast costs 12 euros.",
                        "The hotel is quiet."),
                digest.statements().stream().map(HitDigest.Statement::text).toList());
        assertEquals(2, digest.statements().getFirst().support());
        assertEquals(1, digest.statements().getFirst().contradicting());
        assertEquals(2, digest.statements().getLast().contradicting());
        assertTrue(digest.text().startsWith("the hotel is loud (2 sources) (1 say otherwise)\n"));
        WordBag embedder = new WordBag();
        float[] vector = digest.vector(embedder);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            Collections.shuffle(hits, random);
            HitDigest other = HitDigest.of(hits);
            assertEquals(digest.statements(), other.statements());
            assertArrayEquals(vector, other.vector(embedder));
        }
        assertEquals(List.of(), HitDigest.of(List.of()).statements());
        assertArrayEquals(
                new float[embedder.dimensions()], HitDigest.of(List.of()).vector(embedder));
    }

    /** Finch: the answer stays when 93 tokens become one. */
    @Test
    void theAnswerSurvivesCompressionByNinetyThree() {
        int kept = 0;
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int answer = random.nextInt(600);
            int all = 0;
            StreamingExtract extract = new StreamingExtract("What is the colour of Marlow's bicycle?", 90, COUNTER);
            for (int part = 0; part < 60; part++) {
                List<Memory> memories = new ArrayList<>();
                for (int i = part * 10; i < part * 10 + 10; i++) {
                    String text = i == answer
                            ? "By the way, Marlow painted his bicycle in a colour called cerulean."
                            : "What is the plan of day " + i + "? The colour of sky number " + random.nextInt(999)
                                    + " is grey.";
                    all += COUNTER.count(text);
                    memories.add(said(1 + i, "s", text));
                }
                extract.add(memories);
                assertTrue(COUNTER.count(extract.text()) <= 90);
            }
            assertTrue(all >= 93 * 90, "compression by " + all / 90);
            kept += extract.text().contains("cerulean") ? 1 : 0;
        }
        assertTrue(kept >= 45, kept + " of 50 answers were kept");
    }

    @Test
    void anExtractKeepsTheOrderOfReadingAndNamesItsSources() {
        StreamingExtract extract = new StreamingExtract("\u82b1\u751f\u8fc7\u654f", 1_000, COUNTER);
        extract.add(List.of(said(1, "s", "\u6211\u5bf9\u82b1\u751f\u8fc7\u654f\u3002\u5929\u6c14\u5f88\u597d\u3002")));
        extract.add(List.of(said(2, "s", "Nothing."), said(3, "s", "\u82b1\u751f\u5f88\u8d35\u3002")));
        assertEquals(
                List.of("\u6211\u5bf9\u82b1\u751f\u8fc7\u654f\u3002", "\u82b1\u751f\u5f88\u8d35\u3002"),
                extract.lines().stream().map(SummaryLine::text).toList());
        assertEquals(said(3, "s", "x").id(), extract.lines().getLast().source());
    }

    @Test
    void everyEntityHasOneLine() {
        List<Memory> memories = IntStream.range(0, 20)
                .mapToObj(i -> said(
                        1 + i,
                        "s",
                        "Well, we met Doctor Moreno again. Then I took the bus. I saw Lisbon, and it was fine."))
                .toList();
        List<Memory> all = new ArrayList<>(memories);
        all.add(said(30, "s", "Yesterday the vet Doctor Moreno opened a surgery beside the harbour."));
        assertEquals(Set.of("Ann", "Doctor Moreno", "Lisbon"), EntityGists.names(all));
        List<EntityGists.EntityGist> gists = EntityGists.of(all, EntityGists.names(all));
        assertEquals(
                List.of("Doctor Moreno", "Lisbon"),
                gists.stream().map(EntityGists.EntityGist::entity).toList());
        assertEquals(21, gists.getFirst().mentions());
        assertTrue(gists.getFirst().line().text().contains("surgery"));
        assertEquals(List.of(), EntityGists.of(all, Set.of("Paris")));
    }
}
