package dev.memcore.retrieval.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.retrieval.text.Passages.Passage;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PassagesTest {
    @Provide
    static Arbitrary<String> hostile() {
        return SentencesTest.hostile().map(text -> text.repeat(1 + 5_000 / Math.max(1, text.length())));
    }

    @Property(tries = 100)
    void everyVisibleCharacterIsInAPassageAndOnlySentencesAreRepeated(@ForAll("hostile") String text) {
        int covered = 0;
        int before = -1;
        for (Passage passage : Passages.of(text)) {
            assertTrue(before < passage.start() && covered < passage.end(), passage::toString);
            assertTrue(
                    covered >= passage.start()
                            || text.substring(covered, passage.start()).isBlank()
                            || text.substring(covered, passage.start())
                                    .codePoints()
                                    .allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c)),
                    passage::toString);
            before = passage.start();
            covered = passage.end();
        }
        assertTrue(text.substring(covered)
                .codePoints()
                .allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c)));
    }

    @Example
    void passagesHaveAboutOneHundredAndFiftyWords() {
        String text = "The quick brown fox jumps over the lazy dog near the river. ".repeat(2_000);
        List<Passage> passages = Passages.of(text);
        assertEquals(2_000 / 15f, passages.size(), 1);
        assertTrue(passages.stream().allMatch(passage -> passage.end() - passage.start() <= Passages.LENGTH + 60));
    }

    @Example
    void aShortSentenceIsRepeatedInTheNextPassage() {
        String text = "The quick brown fox jumps over the lazy dog near the river. ".repeat(100);
        List<Passage> passages = Passages.of(text);
        for (int i = 1; i < passages.size(); i++) {
            assertTrue(passages.get(i).start() < passages.get(i - 1).end());
        }
    }

    @Example
    void chineseTextHasPassagesOfAThirdOfTheCharacters() {
        String text = "\u654f\u6377\u7684\u68d5\u8272\u72d0\u72f8\u8df3\u8fc7\u4e86\u61d2\u72d7\u3002".repeat(400);
        assertTrue(Passages.isLong(text));
        assertTrue(Passages.of(text).stream()
                .allMatch(passage -> passage.end() - passage.start() <= Passages.LENGTH / 3 + 13));
    }

    @Example
    void aTextOfMillionsOfCharactersHasLongerPassages() {
        String text = "The quick brown fox jumps over the lazy dog near the river. ".repeat(100_000);
        assertTrue(Passages.of(text).size() <= Passages.MOST + 1);
    }

    @Example
    void shortTextsAreNotLong() {
        assertFalse(Passages.isLong("a".repeat(Passages.WHOLE)));
        assertTrue(Passages.isLong("a".repeat(Passages.WHOLE + 1)));
        assertEquals("short", Passages.first("short"));
        assertEquals("short", Passages.last("short"));
    }

    @Example
    void theFirstAndTheLastPassageOfALongText() {
        String text = "It begins here. " + "Nothing happens in between. ".repeat(1_000) + "It ends there.";
        assertTrue(Passages.first(text).startsWith("It begins here."));
        assertTrue(Passages.last(text).endsWith("It ends there."));
        assertTrue(Passages.first(text).length() <= Passages.LENGTH);
    }

    @Example
    void aPassageHasTheTitleAndTheHeadingOfItsSection() {
        String filler = "The quick brown fox jumps over the lazy dog near the river.\n".repeat(30);
        String text = "Torvex 410 water pump\n\n" + filler + "\n## Storage\n" + filler + "\n冬季运行\n\n" + filler;
        List<Passage> passages = Passages.of(text);
        List<String> headings = Passages.headings(text, passages);
        assertEquals("Torvex 410 water pump", Passages.title(text));
        assertEquals("", headings.getFirst());
        assertEquals("Torvex 410 water pump", headings.get(1));
        assertTrue(headings.contains("Torvex 410 water pump\nStorage"), headings::toString);
        assertEquals("Torvex 410 water pump\n冬季运行", headings.getLast());
    }

    @Example
    void sentencesItemsAndLinesOfALogAreNoHeadings() {
        for (String line :
                List.of("It rained.", "- milk", "#5 is late", "12:00", "2026-03-01 INFO started\nnext line")) {
            assertEquals("", Passages.title(line + "\n\nThe rest of the text."), line);
        }
    }

    @Property(tries = 100)
    void everyPassageHasHeadings(@ForAll("hostile") String text) {
        List<Passage> passages = Passages.of(text);
        assertEquals(passages.size(), Passages.headings(text, passages).size());
    }
}
