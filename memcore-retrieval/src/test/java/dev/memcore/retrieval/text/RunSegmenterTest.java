package dev.memcore.retrieval.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.Character.UnicodeScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class RunSegmenterTest {
    /** The most frequent first. "研究生" competes with "研究" and "生命". */
    private static final List<String> PIECES = List.of("的", "研究", "生命", "命", "起源", "研究生", "生", "研", "究");

    private static final RunSegmenter SEGMENTER = new RunSegmenter(PIECES);

    @Test
    void theMostProbableDivisionIsFoundWhereTheLongestMatchIsWrong() {
        assertEquals(List.of("研究", "生命", "的", "起源"), parts("研究生命的起源"));
        assertEquals(List.of("研究生", "的", "生命"), parts("研究生的生命"));
    }

    @Test
    void aCharacterThatNoPieceCoversIsAPartOfItsOwn() {
        assertEquals(List.of("生命", "?", "?", "的"), parts("生命猫𠀀的"));
    }

    @Test
    void theScriptsAreThoseOfThePiecesWithoutLatin() {
        RunSegmenter mixed = new RunSegmenter(List.of("生命", "かな", "abc", "1"));
        assertEquals(Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA), mixed.scripts());
        assertTrue(mixed.reads('猫'));
        assertTrue(mixed.reads('か'));
        assertFalse(mixed.reads('a'));
        assertFalse(mixed.reads('。'));
        assertFalse(mixed.reads('カ'));
    }

    @Property(tries = 500)
    void thePartsAreTheRunInOrderAndNoOtherDivisionIsCheaper(@ForAll @From("runs") String run) {
        List<int[]> parts = new ArrayList<>();
        SEGMENTER.divide(run, (piece, from, to) -> parts.add(new int[] {piece, from, to}));

        int at = 0;
        double cost = 0;
        for (int[] part : parts) {
            assertEquals(at, part[1]);
            at = part[2];
            cost += cost(part[0]);
            if (part[0] != RunSegmenter.UNKNOWN) {
                assertEquals(PIECES.get(part[0]), run.substring(part[1], part[2]));
            }
        }
        assertEquals(run.length(), at);
        assertEquals(cheapest(run), cost, 1e-3);
    }

    @Provide
    Arbitrary<String> runs() {
        return Arbitraries.strings()
                .withChars('研', '究', '生', '命', '的', '起', '源', '猫')
                .ofMaxLength(12);
    }

    /** The cost of the best division, by trying all. */
    private static double cheapest(String run) {
        if (run.isEmpty()) {
            return 0;
        }
        double best = cost(RunSegmenter.UNKNOWN) + cheapest(run.substring(1));
        for (int id = 0; id < PIECES.size(); id++) {
            if (run.startsWith(PIECES.get(id))) {
                best = Math.min(
                        best, cost(id) + cheapest(run.substring(PIECES.get(id).length())));
            }
        }
        return best;
    }

    private static double cost(int piece) {
        double harmonic = 0;
        for (int id = 0; id < PIECES.size(); id++) {
            harmonic += 1 / (id + 2.7);
        }
        return piece == RunSegmenter.UNKNOWN ? 30 : Math.log((piece + 2.7) * harmonic);
    }

    @Test
    void aLongRunTakesLinearTimeAndKeepsItsCharacters() {
        String run = "研究生命的起源𠀀".repeat(100_000);
        int[] covered = {0};
        assertTimeout(
                Duration.ofSeconds(30),
                () -> SEGMENTER.divide(run, (piece, from, to) -> {
                    assertEquals(covered[0], from);
                    covered[0] = to;
                }));
        assertEquals(run.length(), covered[0]);
    }

    private static List<String> parts(String run) {
        List<String> parts = new ArrayList<>();
        SEGMENTER.divide(run, (piece, from, to) -> parts.add(piece == RunSegmenter.UNKNOWN ? "?" : PIECES.get(piece)));
        return parts;
    }
}
