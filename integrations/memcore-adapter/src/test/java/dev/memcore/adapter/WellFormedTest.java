package dev.memcore.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class WellFormedTest {
    /** Texts with halves of surrogate pairs in any order. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab\uD83D\uDE00\n").ofMaxLength(12);
    }

    private static boolean isWellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
    }

    @Property(tries = 300)
    void theTextIsWellFormedAndOtherwiseTheSame(@ForAll("texts") String text) {
        String replaced = WellFormed.text(text);
        assertTrue(isWellFormed(replaced));
        assertEquals(text.length(), replaced.length());
        assertEquals(isWellFormed(text), replaced.equals(text));
    }

    @Property(tries = 300)
    void aStartIsTheLongestThatSplitsNoPair(
            @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 12) int length) {
        String start = WellFormed.start(text, length);
        assertTrue(text.startsWith(start));
        assertTrue(start.length() <= length && start.length() >= Math.min(text.length(), length) - 1);
        assertTrue(!isWellFormed(text) || isWellFormed(start));
    }

    @Example
    void unpairedSurrogatesOfJsonBecomeEscapes() {
        assertEquals(
                "[\"a\\ud83d\", \"\\ude00 \uD83D\uDE00\"]", WellFormed.json("[\"a\uD83D\", \"\uDE00 \uD83D\uDE00\"]"));
    }

    @Example
    void namesAreWhatMemcoreAccepts() {
        assertTrue(WellFormed.isName("call_0"));
        assertTrue(WellFormed.isName("x".repeat(256)));
        for (String no : new String[] {null, "", " ", "a\nb", "\uD83D", "x".repeat(257)}) {
            assertFalse(WellFormed.isName(no), () -> "accepted " + no);
        }
    }
}
