package dev.memcore.retrieval.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits a text into words, and collects runs of capitalised words. One pass over the text; for one use. */
final class NameScanner {
    /**
     * The maximum number of words of a name. Longer runs are split, so that a text in capital letters does not become
     * one name.
     */
    private static final int MOST_WORDS = 8;

    /** The maximum length, in characters, of a word that is part of a name. */
    private static final int LONGEST_WORD = 40;

    private final String text;
    private final List<Run> runs = new ArrayList<>();

    // The current run: its bounds, its number of words, and what is known of them.
    private int start;
    private int end;
    private int words;
    private int titled;
    private boolean named;
    private boolean first;

    // The end of the last word, and whether the next word starts a sentence or is quoted.
    private int lastEnd;
    private boolean sentenceStart = true;
    private boolean quoted;

    NameScanner(String text) {
        this.text = text;
    }

    /**
     * A run of capitalised words.
     *
     * @param sure whether more than the start of a sentence indicates a name
     */
    record Run(int start, int end, boolean sure) {}

    /** What follows the letters of a word. */
    private enum Ending {
        NONE,
        POSSESSIVE,
        CONTRACTION,
        NEGATION
    }

    List<Run> runs() {
        for (int i = 0; i < text.length(); ) {
            if (isWordPart(text.charAt(i))) {
                int wordEnd = endOfWord(i);
                word(i, wordEnd);
                i = wordEnd;
            } else {
                mark(i);
                i++;
            }
        }
        close(false);
        return runs;
    }

    private static boolean isWordPart(char c) {
        if (c < 0x80) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
        return Character.isLetterOrDigit(c)
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /**
     * Returns the end of a word. A word continues after an apostrophe, hyphen, ampersand or period with a letter on
     * both sides and no space.
     */
    private int endOfWord(int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean joined = (isApostrophe(c) || c == '-' || c == '&' || (c == '.' && isInitial(from, i)))
                    && i + 1 < text.length()
                    && isWordPart(text.charAt(i + 1));
            if (!isWordPart(c) && !joined) {
                return i;
            }
            i++;
        }
        return i;
    }

    /** Whether the period belongs to initials like "U.S.", and is not the end of a sentence as in "me.Then". */
    private boolean isInitial(int from, int period) {
        boolean single = period == from + 1 || (period >= 2 && text.charAt(period - 2) == '.');
        return single && Character.isUpperCase(text.charAt(period - 1));
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    private void mark(int i) {
        char c = text.charAt(i);
        if (c == ' ' || c == '"' || c == '\u201C' || c == '(' || c == '*') {
            // These characters separate words, or open a quotation or parenthesis in the same sentence. All except a
            // single space end a name.
            if (i > lastEnd || c != ' ') {
                close(false);
            }
            quoted = c == '\u201C' || (quoted ^ c == '"');
            return;
        }
        quoted &= c != '\n' && c != '\u201D';
        boolean abbreviation = c == '.' && words > 0 && lastEnd == i && end == i && isAbbreviation();
        if (abbreviation) {
            lastEnd = i + 1;
            return;
        }
        close(c == ':');
        sentenceStart |= c == '.' || c == '!' || c == '?' || c == '\n' || c == ':';
    }

    /** Whether the run's last word is a title or an initial: "Mr", "J". */
    private boolean isAbbreviation() {
        int from = end;
        while (from > start && Character.isLetter(text.charAt(from - 1))) {
            from--;
        }
        return end - from == 1
                || (end - from <= 4
                        && CommonWords.ABBREVIATIONS.contains(
                                text.substring(from, end).toLowerCase(Locale.ROOT)));
    }

    private void word(int from, int to) {
        boolean adjacent = words > 0 && from == lastEnd + 1 && text.charAt(lastEnd) == ' ';
        if (words > 0 && !adjacent) {
            close(false);
        }
        if (isCapitalised(from, to)) {
            capitalised(from, to);
        } else if (words > 0 && to - from <= 3 && isConnector(from, to)) {
            lastEnd = to;
        } else {
            close(isAnd(from, to) && capitalFollows(to));
            lastEnd = to;
        }
        sentenceStart = false;
    }

    private boolean isConnector(int from, int to) {
        String word = text.substring(from, to);
        return CommonWords.CONNECTORS.contains(word) || (word.equals("the") && endsWithOf(from));
    }

    private boolean endsWithOf(int from) {
        return from >= 3 && text.startsWith("of ", from - 3);
    }

    private boolean isAnd(int from, int to) {
        return to - from == 3 && text.startsWith("and", from);
    }

    private boolean capitalFollows(int i) {
        return i + 1 < text.length() && text.charAt(i) == ' ' && Character.isUpperCase(text.charAt(i + 1));
    }

    /** Whether a word begins with a capital, or begins with a small letter and has a capital later: "iPhone". */
    private boolean isCapitalised(int from, int to) {
        if (to - from > LONGEST_WORD) {
            return false;
        }
        if (Character.isUpperCase(text.charAt(from))) {
            return true;
        }
        return Character.isLetter(text.charAt(from)) && hasCapital(from + 1, firstBreak(from, to));
    }

    private int firstBreak(int from, int to) {
        int i = from;
        while (i < to && isWordPart(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private boolean hasCapital(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isUpperCase(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private void capitalised(int from, int to) {
        // In quotes a possessive may be part of a title: "Charlotte's Web".
        Ending ending = quoted && capitalFollows(to) ? Ending.NONE : ending(from, to);
        int bare = ending == Ending.NONE ? to : apostrophe(from, to);
        String word = text.substring(from, bare).toLowerCase(Locale.ROOT);
        boolean common =
                (CommonWords.NO_NAMES.contains(word) && !text.startsWith("US", from)) || ending == Ending.NEGATION;
        boolean skipped = CommonWords.CALENDAR.contains(word) || word.equals("i") || (common && sentenceStart);
        if (skipped || (common && ending == Ending.CONTRACTION)) {
            close(false);
            lastEnd = to;
            return;
        }
        if (words == 0) {
            start = from;
            first = sentenceStart && !isMarked(from, bare) && ending != Ending.POSSESSIVE;
        }
        boolean opener = first && words == 1 && isInflected(start, end);
        if (opener) {
            start = from;
            first = false;
            named = false;
            titled = 0;
        }
        words++;
        // Two common words in title case in the middle of a sentence are a title: "Hello Love". Words in capital
        // letters are not.
        boolean title = bare - from > 1 && Character.isLowerCase(text.charAt(from + 1));
        titled += title ? 1 : 0;
        named |= !common || titled > 1;
        end = bare;
        lastEnd = to;
        if (ending != Ending.NONE || words == MOST_WORDS) {
            close(false);
        }
    }

    /** Whether the form of a word indicates a name: an acronym, or a capital inside. */
    private boolean isMarked(int from, int to) {
        return hasCapital(from + 1, firstBreak(from, to));
    }

    /** Whether a sentence's first word looks like a verb or an adverb: "Painting Rome", "Finally Rome". */
    private boolean isInflected(int from, int to) {
        return to - from > 4
                && (text.startsWith("ing", to - 3) || text.startsWith("ly", to - 2) || text.startsWith("ed", to - 2));
    }

    private Ending ending(int from, int to) {
        int mark = apostrophe(from, to);
        if (mark == to) {
            boolean plural = to < text.length() && isApostrophe(text.charAt(to)) && text.charAt(to - 1) == 's';
            return plural && !opensQuote(from) ? Ending.POSSESSIVE : Ending.NONE;
        }
        return switch (text.substring(mark + 1, to)) {
            case "s", "S" -> Ending.POSSESSIVE;
            case "ll", "ve", "d", "m", "re" -> Ending.CONTRACTION;
            case "t" -> Ending.NEGATION;
            default -> Ending.NONE;
        };
    }

    private boolean opensQuote(int from) {
        return from > 0 && isApostrophe(text.charAt(from - 1));
    }

    /** The position of the last apostrophe of the word, or the end of the word. */
    private int apostrophe(int from, int to) {
        for (int i = to - 1; i > from && i >= to - 3; i--) {
            if (isApostrophe(text.charAt(i))) {
                return i;
            }
        }
        return to;
    }

    private void close(boolean labelled) {
        if (words > 0 && named) {
            boolean alone = words == 1 && first && !labelled;
            runs.add(new Run(start, end, !alone));
        }
        words = 0;
        titled = 0;
        named = false;
    }
}
