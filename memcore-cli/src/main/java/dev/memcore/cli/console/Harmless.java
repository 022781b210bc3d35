package dev.memcore.cli.console;

/**
 * Makes text safe to print on a terminal. Memories may come from untrusted sources. Escape sequences could control the
 * terminal or even insert input, and marks of text direction could change the displayed order.
 */
public final class Harmless {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Harmless() {}

    /**
     * Returns the text on one line, with every control and format character as an escape: {@code \n}, {@code \t},
     * {@code \r}, others as {@code \}{@code u001b}. Joiners stay: scripts and emoji need them.
     */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(shown, character));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int character) {
        switch (character) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                if (isVisible(character)) {
                    shown.appendCodePoint(character);
                } else {
                    Character.toString(character)
                            .chars()
                            .forEach(unit -> shown.append("\\u").append(String.format("%04x", unit)));
                }
            }
        }
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
            default -> true;
        };
    }
}
