package dev.memcore.retrieval.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CharacterNgramsTest {
    @Test
    void wordsGiveFourCharactersAtATime() {
        assertEquals(List.of("_rou", "rout", "oute", "uter", "ter_"), CharacterNgrams.of("Router"));
        assertEquals(List.of("_is_", "_a_", "_42_"), CharacterNgrams.of("Is a 42!"));
        assertEquals(List.of(), CharacterNgrams.of(" .,-"));
    }

    @Test
    void caseAndFormDoNotMatter() {
        assertEquals(CharacterNgrams.of("STRASSE"), CharacterNgrams.of("Straße"));
        assertEquals(CharacterNgrams.of("ΟΔΟΣ"), CharacterNgrams.of("οδος"));
        assertEquals(CharacterNgrams.of("full width 12"), CharacterNgrams.of("ｆｕｌｌ ｗｉｄｔｈ １２"));
        String vietnamese = "đường phố";
        assertEquals(
                CharacterNgrams.of(vietnamese),
                CharacterNgrams.of(Normalizer.normalize(vietnamese, Normalizer.Form.NFD)));
    }

    @Test
    void marksStayWithTheirLetters() {
        // Without its vowel signs, the word would fall into single consonants.
        assertEquals(List.of("_हिन", "हिन्", "िन्द", "न्दी", "्दी_"), CharacterNgrams.of("हिन्दी"));
        assertEquals(CharacterNgrams.of("كتاب"), CharacterNgrams.of("كِتَابٌ"));
        assertEquals(CharacterNgrams.of("שלום"), CharacterNgrams.of("שָׁלוֹם"));
    }

    @Test
    void scriptsWithoutSpacesGivePairs() {
        assertEquals(List.of("記憶", "憶を", "を残", "残す"), CharacterNgrams.of("記憶を残す"));
        assertEquals(List.of("東"), CharacterNgrams.of("東"));
        assertEquals(List.of("サー", "ーバ", "バー"), CharacterNgrams.of("サーバー"));
        assertEquals(List.of("_3_", "月", "_15_", "日"), CharacterNgrams.of("3月15日"));
        assertEquals(List.of("서울", "울에", "에서"), CharacterNgrams.of("서울에서"));
        assertEquals(List.of("ที่นี่"), CharacterNgrams.of("ที่นี่"));
        assertEquals(List.of("_api", "api_", "接口"), CharacterNgrams.of("API接口"));
    }

    @Test
    void relatedWordsShareMostNgrams() {
        assertTrue(shared("Datenschutzbeauftragter", "Beauftragte") > 0.5);
        assertTrue(shared("INC12000007", "12000007") > 0.5);
        assertTrue(shared("recieve", "receive") > 0.1);
        assertEquals(0, shared("garden", "quantum"));
    }

    /** Lucene accepts no term of more than 32,766 bytes, and putting marks in order takes quadratic time. */
    @Test
    void manyMarksOnOneLetterGiveShortTerms() {
        for (String letter : List.of("\u4e2d", "a", "\u0e01")) {
            List<String> ngrams = CharacterNgrams.of(letter + "\u0301\u0316".repeat(50_000));
            assertTrue(ngrams.stream().allMatch(ngram -> ngram.length() < 100), letter);
            assertTrue(ngrams.size() < 100, letter);
        }
    }

    @Test
    void brokenTextGivesNoNgrams() {
        assertEquals(List.of(), CharacterNgrams.of("\ud800 \udc00 \u0301\u0301"));
        assertEquals(List.of(), CharacterNgrams.of(""));
    }

    /** Returns which share of the second word's n-grams the first has. */
    private static double shared(String word, String other) {
        Set<String> wanted = new HashSet<>(CharacterNgrams.of(other));
        Set<String> both = new HashSet<>(wanted);
        both.retainAll(new HashSet<>(CharacterNgrams.of(word)));
        return (double) both.size() / wanted.size();
    }
}
