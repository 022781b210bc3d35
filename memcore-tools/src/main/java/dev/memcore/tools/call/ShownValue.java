package dev.memcore.tools.call;

/** Shows the values of arguments in messages: short, in quotes, without control characters. */
public final class ShownValue {
    /** The greatest number of characters of a value in a message. */
    private static final int MOST_CHARS = 80;

    private ShownValue() {}

    /** Returns the text in single quotes, cut to 80 characters. */
    public static String of(String text) {
        return "'" + cut(text) + "'";
    }

    /** Returns the text cut to 80 characters, with control characters and unpaired surrogates shown as spaces. */
    public static String cut(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(MOST_CHARS).forEach(c -> shown.appendCodePoint(isShown(c) ? c : ' '));
        return text.codePointCount(0, text.length()) > MOST_CHARS
                ? shown.append("...").toString()
                : shown.toString();
    }

    private static boolean isShown(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }
}
