package dev.memcore.bench.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.harness.UniqueWord;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SealedTextTest {
    @Test
    void anyChangeBreaksTheSeal() {
        String text = SealedText.compose("zuvapo", new Random(1));
        assertTrue(SealedText.intact(text), text);
        assertEquals("zuvapo", SealedText.word(text));
        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + (char) (text.charAt(i) ^ 1) + text.substring(i + 1);
            assertFalse(SealedText.intact(changed), changed);
        }
        assertFalse(SealedText.intact(text.substring(0, text.length() - 1)));
        assertFalse(SealedText.intact(""));
    }

    @Test
    void noTwoTextsShareTheirWord() {
        Set<String> words = new HashSet<>();
        int count = 0;
        for (int cycle = 0; cycle < 20; cycle++) {
            for (int writer = 0; writer < 4; writer++) {
                for (int text = 0; text < 500; text++) {
                    String word = UniqueWord.of(cycle, writer, text);
                    assertTrue(word.matches("q[a-pr-z]{16}"), word);
                    words.add(word);
                    count++;
                }
            }
        }
        assertEquals(count, words.size());
    }

    @Test
    void wordsThatDoNotExistAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> UniqueWord.of(-1));
        assertThrows(IllegalArgumentException.class, () -> UniqueWord.of(Long.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> UniqueWord.of(0, 64, 0));
    }
}
