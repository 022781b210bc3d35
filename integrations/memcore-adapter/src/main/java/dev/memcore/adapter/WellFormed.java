package dev.memcore.adapter;

import dev.memcore.api.check.Arguments;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Replaces unpaired surrogates. Java strings may contain them, for example if a model's answer was cut in the middle of
 * an emoji, but memcore accepts only well-formed text. O(length).
 */
public final class WellFormed {
    private WellFormed() {}

    /** Returns the text with U+FFFD in place of each unpaired surrogate. */
    public static String text(String text) {
        return replaced(text, unpaired -> "\uFFFD");
    }

    /**
     * Returns equivalent JSON with an escape in place of each unpaired surrogate, which in JSON can occur only in
     * strings.
     */
    public static String json(String json) {
        return replaced(json, unpaired -> String.format("\\u%04x", unpaired));
    }

    /**
     * Returns the longest prefix of a text that has at most the given number of characters and does not split a
     * surrogate pair.
     */
    public static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** Whether memcore accepts a text as the name of a speaker or the id of a tool call. */
    public static boolean isName(@Nullable String text) {
        return text != null
                && !text.isBlank()
                && text.length() <= Arguments.MAX_NAME
                && text.chars().noneMatch(Character::isISOControl)
                && text(text).equals(text);
    }

    private static String replaced(String text, IntFunction<String> replacement) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        // A surrogate pair is one code point outside the range of surrogates, so a code point within the range is
        // unpaired.
        text.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                out.append(replacement.apply(point));
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.toString();
    }
}
