package dev.memcore.retrieval.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.retrieval.text.LateInteraction.RareTest;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

/** A table of words with spaces, and one of Han words beside it. */
final class SeveralTablesTest {
    private static final StaticTable ENGLISH =
            StaticTable.parse(new StaticTableFile("tea", "pot", "##pot", "of", "cup", "x", "y").bytes(), "English");

    private static final StaticTable CHINESE =
            StaticTable.parse(new StaticTableFile("的", "手机", "生日", "蛋糕", "张", "茶", "手").bytes(), "Chinese");

    private static final StaticTable BOTH = ENGLISH.with(CHINESE);
    private static final WordCodes CODES = new WordCodes(BOTH);

    @Test
    void eachScriptIsReadByItsTableAndAMixedTextHasTheSumOfBoth() {
        assertArrayEquals(ENGLISH.sum("a teapot of tea"), BOTH.sum("a teapot of tea"));
        assertArrayEquals(new float[] {1, 0, 1, 1, 0, 0, 0}, BOTH.sum("生日蛋糕的"));
        assertArrayEquals(new float[] {1, 2, 1, 0, 0, 0, 0}, BOTH.sum("tea手机，pot。生日"));
        assertEquals(ENGLISH.modelId() + "+" + CHINESE.modelId(), BOTH.modelId());
    }

    @Property(tries = 300)
    void aTextWithoutHanIsReadAsBefore(@ForAll String text) {
        String other = text.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) != Character.UnicodeScript.HAN)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertArrayEquals(ENGLISH.sum(other), BOTH.sum(other));
        assertEquals(new WordCodes(ENGLISH).encode(other), CODES.encode(other));
        assertEquals(new WordCodes(ENGLISH).coverage(other), CODES.coverage(other));
    }

    @Property(tries = 300)
    void theWordsOfATextAreItsLettersAndDigits(@ForAll String text) {
        String letters = String.join("", TermAnalysis.Surface.words(text));
        StringBuilder written = new StringBuilder();
        CODES.written(text).forEach(word -> {
            written.append(word.text());
            assertTrue(word.around().contains(word.text()));
        });
        assertEquals(letters, written.toString());
    }

    @Test
    void aSingleCharacterIsAsRareAsItWithItsNeighbours() {
        assertEquals(
                List.of(
                        new WordCodes.Written("iPhone", "iPhone"),
                        new WordCodes.Written("手机", "手机"),
                        new WordCodes.Written("张", "机张猫"),
                        new WordCodes.Written("猫", "张猫"),
                        new WordCodes.Written("茶", "茶")),
                CODES.written("iPhone手机张猫 茶"));
    }

    @Test
    void aWordOfATableIsKnownASingleCharacterIsNotAndCountsHalf() {
        assertTrue(CODES.isKnown("手机"));
        assertFalse(CODES.isKnown("张"));
        assertFalse(CODES.isKnown("手机生日"));
        assertFalse(CODES.isKnown("猫狗"));
        assertTrue(CODES.isKnown("tea"));
        assertFalse(CODES.means("的"));
        assertTrue(CODES.means("张"));
        assertEquals(2 / 2.5, CODES.coverage("张的手机 tea"), 1e-9);
    }

    @Test
    void wordsAreEncodedAndReadAgain() {
        List<int[]> words = new ArrayList<>();
        CODES.words("tea 手机 teapot 生日的蛋糕", words::add);
        assertEquals(5, words.size());
        BytesRef codes = CODES.encode("tea 手机 teapot 生日的蛋糕");
        assertEquals(5, WordCodes.count(codes));
        WordCodes.Cursor cursor = new WordCodes.Cursor(codes);
        for (int[] pieces : words) {
            assertTrue(cursor.next());
            assertArrayEquals(pieces, cursor.pieces());
            assertEquals(WordCodes.key(pieces), cursor.key());
        }
        assertFalse(cursor.next());
        assertArrayEquals(CHINESE.word(new int[] {1}), BOTH.word(words.get(1)));
    }

    @Test
    void aChineseQuestionIsComparedWordByWord() {
        LateInteraction question = new LateInteraction(CODES, "张的生日蛋糕？", word -> 1, (word, weight) -> true);
        assertEquals(List.of("生日", "蛋糕"), question.rareWords());
        assertEquals(1, LateInteraction.sum(question.nearest(CODES.encode("蛋糕 张 tea 生日"))), 1e-6);
        assertEquals(1 / 3.0, LateInteraction.sum(question.nearest(CODES.encode("生日的手机"))), 1e-6);
        assertTrue(question.hasRare(CODES.encode("生日的手机")));
        assertFalse(question.hasRare(CODES.encode("张的手机")));
        LateInteraction english = new LateInteraction(CODES, "tea", word -> 1, RareTest.NONE);
        assertEquals(0, LateInteraction.sum(english.nearest(CODES.encode("手机的茶"))), 1e-6);
    }

    @Test
    void aTableOfOtherDimensionsOrOfLatinPiecesIsRefused() {
        for (StaticTable other : List.of(
                StaticTable.parse(new StaticTableFile("手机", "生日").bytes(), "small"),
                StaticTable.parse(new StaticTableFile("a", "b", "c", "d", "e", "f", "7").bytes(), "Latin"))) {
            MemoryException e = assertThrows(MemoryException.class, () -> ENGLISH.with(other));
            assertEquals(ErrorCode.INVALID_ARGUMENT, e.code());
            assertTrue(String.valueOf(e.getMessage()).contains(other.modelId()), e::getMessage);
        }
    }

    @Test
    void aRunThatIsLongerThanADivisionKeepsItsWords() {
        assertArrayEquals(new float[] {0, 0, 10_000, 0, 1, 0, 0}, BOTH.sum("张" + "生日".repeat(10_000)));
    }
}
