package dev.memcore.retrieval.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WordPieceTokenizerTest {
    private static final List<String> PIECES = List.of(
            "[UNK]",
            "un",
            "##aff",
            "##able",
            "affable",
            "cafe",
            "!",
            "-",
            "like",
            "東",
            "京",
            "##s",
            "lik",
            "\uD83C\uDF75",
            "##\uD83C\uDF75",
            "a",
            "##a",
            "ı",
            "i");
    private static final WordPieceTokenizer TOKENIZER = new WordPieceTokenizer(PIECES);

    @Test
    void aWordIsCutIntoTheLongestPieces() {
        assertPieces("unaffable", "un", "##aff", "##able");
        assertPieces("affable", "affable");
        assertPieces("likes", "like", "##s");
        assertPieces("lik", "lik");
    }

    @Test
    void caseAndAccentsDoNotCount() {
        assertPieces("CAFÉ Cafe\u0301 cafe", "cafe", "cafe", "cafe");
        assertPieces("İ", "i");
    }

    @Test
    void punctuationStandsAlone() {
        assertPieces("un-like!!", "un", "-", "like", "!", "!");
        assertPieces("like\u2014like", "like", "like");
    }

    @Test
    void ideographsStandAlone() {
        assertPieces("東京like", "東", "京", "like");
    }

    @Test
    void aWordWithAnUnknownPartIsUnknown() {
        assertPieces("unlikely like", "like");
        assertPieces("zzz like", "like");
    }

    @Test
    void allKindsOfSpaceSeparateAndControlCharactersVanish() {
        assertPieces("un\u00A0un\u3000un\nun\tun\u2028un", "un", "un", "un", "un", "un", "un");
        assertPieces("li\u0000ke li\u200Bke li\uFFFDke", "like", "like", "like");
    }

    @Test
    void supplementaryCharactersAreOneCharacterAndLoneSurrogatesVanish() {
        assertPieces("\uD83C\uDF75\uD83C\uDF75", "\uD83C\uDF75", "##\uD83C\uDF75");
        assertPieces("\uD83C li\uDF75ke \uDF75\uD83C", "like");
    }

    @Test
    void aWordOfMoreThanAHundredCharactersIsUnknown() {
        assertEquals(100, pieces("a".repeat(100)).size());
        assertEquals(0, pieces("a".repeat(101)).size());
        assertEquals(1, pieces("a".repeat(100_000) + " a").size());
        assertEquals(100, pieces("\uD83C\uDF75".repeat(100)).size());
    }

    @Test
    void aHostileTextCostsLinearTime() {
        String marks = "a" + "\u0301\u0323".repeat(200_000) + " like";
        assertTimeout(Duration.ofSeconds(30), () -> assertPieces(marks, "a", "like"));
        assertTimeout(Duration.ofSeconds(30), () -> assertPieces("una".repeat(300_000)));
    }

    private static void assertPieces(String text, String... expected) {
        assertEquals(List.of(expected), pieces(text));
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        TOKENIZER.words(text, (ids, count) -> Arrays.stream(ids, 0, count).forEach(id -> pieces.add(PIECES.get(id))));
        return pieces;
    }
}
