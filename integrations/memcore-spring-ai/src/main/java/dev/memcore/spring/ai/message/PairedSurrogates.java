package dev.memcore.spring.ai.message;

/**
 * Replaces unpaired surrogates. Java strings may contain them, for example if a model's answer was cut in the middle of
 * an emoji, but memcore accepts only well-formed text. O(length).
 */
public final class PairedSurrogates {
    private PairedSurrogates() {}

    /** Returns the text with U+FFFD in place of each unpaired surrogate. */
    public static String text(String text) {
        return replaced(text, false);
    }

    /** Returns equivalent JSON with an escape in place of each unpaired surrogate; JSON has them only in strings. */
    static String json(String json) {
        return replaced(json, true);
    }

    /** Returns the longest prefix of at most the given number of characters that does not split a surrogate pair. */
    public static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static String replaced(String text, boolean escaped) {
        if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        // A pair is one code point above the range of surrogates, so a code point within the range is unpaired.
        text.codePoints().forEach(point -> {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                out.appendCodePoint(point);
            } else if (escaped) {
                out.append(String.format("\\u%04x", point));
            } else {
                out.append('\uFFFD');
            }
        });
        return out.toString();
    }
}
