package dev.memcore.retrieval.query.language;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text as a list of units: words, runs of digits, and single other characters. In Chinese, Japanese and Korean, each
 * character is a unit. White space separates units and is none. O(length). Immutable.
 */
public final class LanguageText {
    /** The unit outside the text. */
    private static final Unit NONE = new Unit(0, 0, "", -1, false);

    /** The maximum number of digits of a number. Longer runs are words. */
    private static final int MOST_DIGITS = 9;

    /** The maximum number of characters of a word that tables contain. */
    private static final int LONGEST_WORD = 24;

    private static final int NUKTA = 0x93C;

    private static final Set<UnicodeScript> BY_CHARACTER =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    private final String text;
    private final List<Unit> units = new ArrayList<>();

    public LanguageText(String text) {
        this.text = text;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i = isSpace(c) ? i + Character.charCount(c) : unit(i, c);
        }
    }

    /**
     * A word, a number or a mark.
     *
     * @param start its first character in the text
     * @param end the character after its last
     * @param word in lower case and in one spelling of its letters; empty for numbers and very long words
     * @param number the value of digits; -1 for all other units
     * @param glued whether no white space is before it
     */
    public record Unit(int start, int end, String word, int number, boolean glued) {
        /** Whether it is a word or a number. */
        public boolean speaks() {
            return number >= 0 || word.isEmpty() || Character.isLetter(word.codePointAt(0));
        }
    }

    public int size() {
        return units.size();
    }

    /** The unit at a position; an empty one outside the text. */
    public Unit at(int i) {
        return i >= 0 && i < units.size() ? units.get(i) : NONE;
    }

    /** Whether a sentence ends with this unit. */
    public boolean endsSentence(int i) {
        return switch (at(i).word()) {
            case "!", "?", "。" -> true;
            case "." -> at(i - 1).number() < 0 && !at(i + 1).glued();
            default -> i < 0 || i >= size();
        };
    }

    private int unit(int start, int c) {
        if (Character.isDigit(c)) {
            return number(start);
        }
        int next = start + Character.charCount(c);
        if (!Character.isLetter(c) || BY_CHARACTER.contains(UnicodeScript.of(c))) {
            add(start, next, word(start, next), -1);
            return next;
        }
        while (next < text.length() && continues(text.codePointAt(next))) {
            next += Character.charCount(text.codePointAt(next));
        }
        add(start, next, word(start, next), -1);
        return next;
    }

    private int number(int start) {
        int end = start;
        long value = 0;
        while (end < text.length() && Character.isDigit(text.codePointAt(end))) {
            int digit = text.codePointAt(end);
            value = Math.min(Integer.MAX_VALUE, 10 * value + Character.digit(digit, 10));
            end += Character.charCount(digit);
        }
        add(start, end, "", end - start <= MOST_DIGITS ? (int) value : -1);
        return end;
    }

    /** Whether a character continues a word: a letter of a script with words, or a combining mark. */
    private static boolean continues(int c) {
        if (c < 0x80) {
            return Character.isLetter(c);
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.FORMAT -> true;
            default -> Character.isLetter(c) && !BY_CHARACTER.contains(UnicodeScript.of(c));
        };
    }

    private void add(int start, int end, String word, int number) {
        units.add(new Unit(start, end, word, number, start > 0 && !isSpace(text.charAt(start - 1))));
    }

    /** The word in lower case, composed, and without marks that writers leave out: nuktas, vowels, and hamzas. */
    private String word(int start, int end) {
        if (end - start > LONGEST_WORD) {
            return "";
        }
        String lower = text.substring(start, end).toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            if (lower.charAt(i) >= 0x80) {
                return plain(Normalizer.normalize(lower, Normalizer.Form.NFKC));
            }
        }
        return lower;
    }

    private static String plain(String word) {
        StringBuilder plain = new StringBuilder(word.length());
        word.codePoints().filter(c -> !isOptional(c)).map(LanguageText::plain).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isOptional(int c) {
        boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
        return c == NUKTA
                || Character.getType(c) == Character.FORMAT
                || (mark && UnicodeScript.of(c) == UnicodeScript.INHERITED);
    }

    private static int plain(int c) {
        return switch (c) {
            case '’', '‘', '`' -> '\'';
            case '–', '—', '‐', '‑' -> '-';
            case '、', '،' -> ',';
            case '؟' -> '?';
            case 'أ', 'إ', 'آ' -> 'ا';
            case 'ё' -> 'е';
            default -> c;
        };
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
