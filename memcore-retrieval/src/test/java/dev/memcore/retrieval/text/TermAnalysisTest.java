package dev.memcore.retrieval.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.retrieval.text.TermAnalysis.Surface;
import java.text.Normalizer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TermAnalysisTest {
    private final TermAnalysis analysis = new TermAnalysis();

    @Test
    void englishWordsLoseStopWordsAndInflections() {
        assertEquals(List.of("cat", "chase", "mouse"), analysis.terms("The cat's chasing a mouse"));
        assertEquals(List.of("cafe"), analysis.terms("Café"));
    }

    /** Inflected forms of one word, each pair in one language. */
    @ParameterizedTest
    @CsvSource({
        "книга, книги", // Russian: book, books
        "किताब, किताबें", // Hindi: book, books
        "كتاب, الكتاب", // Arabic: book, the book
        "δρόμος, δρόμου", // Greek: road, of the road
        "বই, বইগুলো", // Bengali: book, books
    })
    void formsOfAWordAreOneTerm(String one, String other) {
        assertEquals(analysis.terms(one), analysis.terms(other));
        assertEquals(1, analysis.terms(one).size());
    }

    @Test
    void scriptsWithoutSpacesGivePairs() {
        assertEquals(List.of("年度", "度账", "账目"), analysis.terms("年度账目"));
        assertEquals(List.of("서울", "울에", "에서"), analysis.terms("서울에서"));
        assertEquals(List.of("ภา", "าษ", "ษา"), analysis.terms("ภาษา"));
        assertNotEquals(analysis.terms("เชียงใหม่"), analysis.terms("เชียงราย"));
    }

    @Test
    void aTextMayMixLanguages() {
        assertEquals(List.of("deploy", "сервер", "服务", "务器"), analysis.terms("the deployed серверы 服务器"));
    }

    @Test
    void unicodeFormsDoNotMatter() {
        String vietnamese = "đường phố";
        assertEquals(analysis.terms(vietnamese), analysis.terms(Normalizer.normalize(vietnamese, Normalizer.Form.NFD)));
        assertEquals(analysis.terms("ABC 12"), analysis.terms("ＡＢＣ １２"));
        assertEquals(analysis.terms("12"), analysis.terms("१२"));
    }

    /** The terms of a word are looked up by the word, if no filter reads the words beside it. */
    @Property(tries = 300)
    void aLookUpOfWordsGivesTheTermsOfTheWholeText(@ForAll("mixed") String text) {
        assertEquals(analysis.termsOfAll(CharacterNgrams.composed(text)), analysis.terms(text));
        assertEquals(analysis.terms(text), analysis.terms(text));
    }

    @Provide
    Arbitrary<String> mixed() {
        Arbitrary<String> words = Arbitraries.of(
                "the",
                "cat's",
                "O\u2019Neil",
                "3.5",
                "e.g",
                "naïve",
                "książki",
                "серверы",
                "किताबें",
                "الكتاب",
                "年度账目",
                "カメラ",
                "서울에서",
                "ภาษา",
                "👍🏽",
                "🇩🇪",
                "id_77",
                "a-b",
                "foo.bar",
                "$5",
                "...");
        Arbitrary<String> parts = Arbitraries.oneOf(words, Arbitraries.strings().ofMaxLength(5));
        return parts.list().ofMaxSize(12).map(all -> String.join(" ", all));
    }

    @Test
    void noTermIsEmptyOrEndless() {
        assertEquals(List.of(), analysis.terms("\u0640\u0640 \u0640"));
        assertTrue(analysis.terms("\u4e2d" + "\u0301".repeat(50_000)).stream().allMatch(term -> term.length() < 300));
    }

    @Test
    void lettersBeyondTheFirstPlaneAreLetters() {
        assertEquals(
                List.of("\ud842\udfb7\u91ce\u5bb6", "x"), Surface.words("\ud842\udfb7\u91ce\u5bb6 x \ud83d\ude00"));
        assertFalse(Surface.sameWords("\ud842\udfb7", "\ud842\udfb8"));
    }
}
