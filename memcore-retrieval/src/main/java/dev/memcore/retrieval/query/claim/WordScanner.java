package dev.memcore.retrieval.query.claim;

/**
 * Finds the words of a sentence in order: a letter with the letters, marks and digits after it, and further parts of
 * letters after a hyphen or an apostrophe; or a run of digits. O(length). For one use.
 */
final class WordScanner {
    private final String sentence;
    private int start;
    private int end;

    WordScanner(String sentence) {
        this.sentence = sentence;
    }

    /** Moves to the next word. Returns false if there is none. */
    boolean next() {
        for (start = end; start < sentence.length(); start += Character.charCount(sentence.codePointAt(start))) {
            int first = sentence.codePointAt(start);
            if (Character.isLetter(first)) {
                end = endOfParts(after(start, WordScanner::isInner));
                return true;
            }
            if (isNumber(first)) {
                end = after(start, WordScanner::isNumber);
                return true;
            }
        }
        end = start;
        return false;
    }

    private int endOfParts(int first) {
        int at = first;
        while (at + 1 < sentence.length()
                && isJoint(sentence.charAt(at))
                && Character.isLetter(sentence.codePointAt(at + 1))) {
            at = after(at + 1, Character::isLetter);
        }
        return at;
    }

    private interface CharacterClass {
        boolean has(int codePoint);
    }

    private int after(int from, CharacterClass characters) {
        int at = from;
        while (at < sentence.length() && characters.has(sentence.codePointAt(at))) {
            at += Character.charCount(sentence.codePointAt(at));
        }
        return at;
    }

    private static boolean isJoint(char c) {
        return c == '-' || c == '\'' || c == '\u2019';
    }

    private static boolean isInner(int c) {
        return Character.isLetter(c) || isNumber(c) || isMark(c);
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    String word() {
        return sentence.substring(start, end);
    }

    /** Where the word begins. */
    int start() {
        return start;
    }
}
