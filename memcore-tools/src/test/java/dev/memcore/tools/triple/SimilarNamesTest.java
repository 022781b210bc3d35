package dev.memcore.tools.triple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimilarNamesTest {
    private static final int NAMES = 200;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void misspeltAndReorderedNamesAreFound(long seed) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < NAMES; i++) {
            names.add(word(random) + " " + word(random));
        }
        SimilarNames similar = new SimilarNames(names);
        int misspelt = 0;
        int reordered = 0;
        int strangers = 0;
        for (String name : names) {
            misspelt += similar.closest(edited(name, random)).equals(List.of(name)) ? 1 : 0;
            String[] words = name.split(" ");
            reordered += similar.closest(words[1] + ", " + words[0]).equals(List.of(name)) ? 1 : 0;
            strangers += similar.closest(word(random) + " " + word(random)).isEmpty() ? 0 : 1;
        }
        assertEquals(NAMES, misspelt);
        assertEquals(NAMES, reordered);
        assertEquals(0, strangers);
    }

    @Test
    void equallySimilarNamesAreAllReturned() {
        assertEquals(
                List.of("jane doe", "june doe"), new SimilarNames(List.of("june doe", "jane doe")).closest("jxne doe"));
        assertTrue(new SimilarNames(List.of()).closest("a").isEmpty());
        assertTrue(new SimilarNames(List.of("", "ab")).closest("cd").isEmpty());
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            word.append(letter(random));
        }
        return word.toString();
    }

    /** One character is replaced, deleted or exchanged with the next one. */
    private static String edited(String name, Random random) {
        int at = random.nextInt(name.length() - 1);
        String start = name.substring(0, at);
        return switch (random.nextInt(3)) {
            case 0 -> start + letter(random) + name.substring(at + 1);
            case 1 -> start + name.substring(at + 1);
            default -> start + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
        };
    }

    private static char letter(Random random) {
        return LETTERS.charAt(random.nextInt(LETTERS.length()));
    }
}
