package dev.memcore.retrieval.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

final class WordCodesTest {
    private static final WordCodes CODES = new WordCodes(BundledTable.get());

    @Test
    void theCoverageIsTheShareOfWordsThatAreKnownAsAWhole() {
        assertEquals(1, CODES.coverage("Who plays the clarinet?"));
        assertEquals(1, CODES.coverage("what is it?"), "no word has a meaning by itself");
        assertEquals(0, CODES.coverage("кто играет на кларнете"));
        assertEquals(0, CODES.coverage("谁会吹单簧管"));
        double german = CODES.coverage("Welche Verteidigung hat die meisten Punkte zugelassen?");
        assertTrue(german < 0.5, () -> "" + german);
    }

    @Test
    void wordsAreKeptOnceAndEmptyOnesNotAtAll() {
        List<String> words = new ArrayList<>();
        BytesRef codes = CODES.encode("The clarinet, and the unflappable clarinet!");
        WordCodes.Cursor word = new WordCodes.Cursor(codes);
        while (word.next()) {
            words.add(Arrays.toString(word.pieces()));
            assertEquals(WordCodes.key(word.pieces()), word.key());
        }
        List<String> expected = new ArrayList<>();
        CODES.words("clarinet unflappable", pieces -> expected.add(Arrays.toString(pieces)));
        assertEquals(expected, words);
        assertEquals(2, WordCodes.count(codes));
        assertEquals(0, CODES.encode("what is it?").length);
    }
}
