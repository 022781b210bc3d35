package dev.memcore.langchain4j;

import java.util.function.IntFunction;

/**
 * Unpaired surrogates: Java strings may have them (where a model's answer was cut in the middle of an emoji), memcore takes
 * well-formed text only. O(length).
 */
final class WellFormed {
    private WellFormed() {}

    /** The text with U+FFFD in their place. */
    static String text(String text) {
        return replaced(text, unpaired -> "\uFFFD");
    }

    /** JSON that means the same, with escapes in their place; in JSON they can stand in strings only. */
    static String json(String json) {
        return replaced(json, unpaired -> String.format("\\u%04x", unpaired));
    }

    /** The longest beginning of a text that has at most so many characters and does not split a pair. */
    static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static String replaced(String text, IntFunction<String> replacement) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        // A pair is one code point beyond the surrogates; so one among them stands alone.
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
