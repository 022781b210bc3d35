package dev.memcore.retrieval.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

public class SentencesTest {
    private static List<String> cut(String text) {
        return Sentences.of(text).stream()
                .map(passage -> text.substring(passage.start(), passage.end()))
                .toList();
    }

    /** Pieces that break naive cutting, between ordinary ones. */
    @Provide
    public static Arbitrary<String> hostile() {
        Arbitrary<String> pieces = Arbitraries.of(
                "One. ",
                "Two! ",
                "a",
                "\u00e9",
                "e\u0301",
                "\u0301",
                " \u0301",
                "\ud83d\ude00",
                "\ud83d\udc69\u200d\ud83d\udcbb",
                "\ud83c\uddeb\ud83c\uddf7",
                "\ud83c\uddeb",
                "\r\n",
                "\n",
                "\r",
                "\n- ",
                "\n1. ",
                "\n\n",
                "\u2029",
                "\u0000",
                "\u200d",
                "\u00a0",
                "\u3002",
                "\u4f60\u597d\u3002",
                "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35",
                "\u0600",
                "\uac00",
                "\u1100\u1161\u11a8",
                "\ufeff",
                "\"Why?\" ",
                "...",
                "Dr. No ",
                "\ud835\udd04",
                " ",
                "\t",
                "\ufffd",
                "\u202e",
                "x".repeat(700),
                "long words ".repeat(70));
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(40).map(list -> String.join("", list)),
                Arbitraries.strings()
                        .withCharRange('\u0000', '\ud7ff')
                        .withCharRange('\ue000', '\uffff')
                        .ofMaxLength(200));
    }

    /** Where graphemes meet, by the other implementation of the same rules that Java has. */
    private static Set<Integer> borders(String text) {
        Set<Integer> borders = new TreeSet<>(Set.of(0));
        Matcher grapheme = Pattern.compile("\\X").matcher(text);
        while (grapheme.find()) {
            borders.add(grapheme.end());
        }
        return borders;
    }

    @Property
    void passagesAreApartWholeAndHaveAllThatIsNotSpace(@ForAll("hostile") String text) {
        Set<Integer> borders = borders(text);
        int last = 0;
        StringBuilder between = new StringBuilder();
        for (Passages.Passage passage : Sentences.of(text)) {
            assertTrue(last <= passage.start() && passage.start() < passage.end(), passage::toString);
            assertTrue(borders.contains(passage.start()) && borders.contains(passage.end()), passage::toString);
            between.append(text, last, passage.start());
            last = passage.end();
        }
        between.append(text.substring(last));
        assertTrue(
                between.chars().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c)),
                between::toString);
    }

    @Property
    void onlyAGraphemeMakesAPassageLonger(@ForAll("hostile") String text) {
        for (String passage : cut(text)) {
            Matcher first = Pattern.compile("\\X").matcher(passage);
            int longest = 0;
            while (first.find()) {
                longest = Math.max(longest, first.end() - first.start());
            }
            assertTrue(passage.length() <= Sentences.LONGEST + longest, () -> "" + passage.length());
        }
    }

    @Example
    void sentencesParagraphsAndItemsAreCut() {
        assertEquals(
                List.of("It rained.", "\"Why?\" she asked.", "He wore\na hat."),
                cut("It rained. \"Why?\" she asked. He wore\na hat."));
        assertEquals(
                List.of("Dr. No met J. R. Hartley in St. Ives.", "So?"),
                cut("Dr. No met J. R. Hartley in St. Ives. So?"));
        assertEquals(List.of("A title", "A text"), cut("A title\n\nA text\n"));
        assertEquals(List.of("To buy:", "- milk", "- tea", "12) bread"), cut("To buy:\n- milk\n- tea\n12) bread"));
        assertEquals(List.of("\u4f60\u597d\u3002", "\u518d\u89c1\u3002"), cut("\u4f60\u597d\u3002\u518d\u89c1\u3002"));
    }

    @Example
    void whatIsTooLongIsCutBehindALineOrAWord() {
        String line = "w".repeat(400);
        assertEquals(List.of(line, line), cut(line + "\n" + line));
        List<String> words = cut("many words ".repeat(300));
        assertFalse(words.size() < 5);
        assertTrue(words.stream().allMatch(word -> word.startsWith("many") || word.startsWith("words")));
        assertEquals(List.of(600, 600, 300), lengths(cut("y".repeat(1_500))));
    }

    @Example
    void nothingIsCutOfNothing() {
        assertEquals(List.of(), cut(""));
        assertEquals(List.of(), cut(" \n\u00a0\t"));
        assertEquals(List.of("One.", "Two!"), cut("\r\nOne. \r\nTwo! \r\n"));
    }

    private static List<Integer> lengths(List<String> texts) {
        List<Integer> lengths = new ArrayList<>();
        texts.forEach(text -> lengths.add(text.length()));
        return lengths;
    }
}
