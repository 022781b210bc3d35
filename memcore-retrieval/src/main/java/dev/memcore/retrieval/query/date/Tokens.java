package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.Lexicon.DayPart;
import dev.memcore.retrieval.query.date.Lexicon.Season;
import dev.memcore.retrieval.query.date.Lexicon.Unit;
import dev.memcore.retrieval.query.date.Lexicon.Which;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text as a list of tokens: words, runs of digits and single other characters. White space shows only in {@link
 * Token#glued}. Letters and digits are separate tokens ("14August" is two tokens), but an ordinal such as "5th" is one.
 * A sign for a year, month or day after a number ("3月") is a token by itself. O(length).
 */
public class Tokens {
    /** The maximum number of digits of a number; longer runs are not numbers. */
    private static final int MOST_DIGITS = 9;

    private static final Set<String> ORDINAL_ENDINGS = Set.of("st", "nd", "rd", "th");

    private final String text;
    private final List<Token> list = new ArrayList<>();

    public Tokens(String text) {
        this.text = text;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            i = isSpace(c) ? i + 1 : token(i, c);
        }
    }

    public int size() {
        return list.size();
    }

    /** The token at a position, or {@link Token#NONE} outside the text. */
    public Token at(int i) {
        return i >= 0 && i < list.size() ? list.get(i) : Token.NONE;
    }

    public boolean is(int i, String word) {
        return at(i).is(word);
    }

    public boolean is(int i, Kind kind) {
        return at(i).is(kind);
    }

    public boolean in(int i, Set<String> words) {
        return words.contains(at(i).word());
    }

    /** The position after the word if the word is here, otherwise this position. */
    public int skip(int i, String word) {
        return is(i, word) ? i + 1 : i;
    }

    /** Whether a sentence or a line ends with this token. */
    public boolean endsSentence(int i) {
        return switch (at(i).word()) {
            case ".", "!", "?" -> !at(i + 1).glued();
            default -> is(i, Kind.END);
        };
    }

    /** Whether a word, in lower case, is one like "the" or "of", which says little by itself. */
    public static boolean isFunctionWord(String word) {
        return Lexicon.FUNCTION_WORDS.contains(word);
    }

    private int token(int start, char c) {
        int end;
        if (Character.isLetter(c)) {
            end = isDateSign(start, c) ? start + 1 : endOfLetters(start);
            addWord(start, end);
        } else if (isDigit(c)) {
            end = addNumber(start);
        } else {
            end = start + 1;
            add(start, end, symbol(c), Kind.SYMBOL, 0);
        }
        return end;
    }

    private boolean isDateSign(int start, char c) {
        return OtherDateGrammar.isSign(c)
                && !list.isEmpty()
                && list.getLast().is(Kind.NUMBER)
                && list.getLast().end() == start;
    }

    /** The text of a symbol. Typographic marks become plain ones. */
    private static String symbol(char c) {
        return switch (c) {
            case '\u2019', '\u2018', '`' -> "'";
            case '\u2013', '\u2014', '\u2012', '\u2010', '\u2011' -> "-";
            case '\u201C', '\u201D' -> "\"";
            case '\uFF1F', '\u061F' -> "?";
            default -> String.valueOf(c);
        };
    }

    private void addWord(int start, int end) {
        String word = word(start, end);
        Lexicon.Meaning meaning = Lexicon.meaning(word);
        if (meaning == null) {
            add(start, end, word, Kind.WORD, 0);
        } else {
            add(start, end, word, meaning.kind(), meaning.value());
        }
    }

    private int addNumber(int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        boolean readable = end - start <= MOST_DIGITS;
        int value = readable ? Integer.parseInt(text, start, end, 10) : 0;
        int letters = endOfLetters(end);
        if (readable && ORDINAL_ENDINGS.contains(word(end, letters))) {
            add(start, letters, "", Kind.ORDINAL, value);
            return letters;
        }
        add(start, end, "", readable ? Kind.NUMBER : Kind.WORD, value);
        return end;
    }

    private int endOfLetters(int start) {
        int end = start;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private String word(int start, int end) {
        return end - start > Lexicon.LONGEST_WORD
                ? ""
                : text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private void add(int start, int end, String word, Kind kind, int value) {
        boolean glued = start > 0 && !isSpace(text.charAt(start - 1));
        boolean capital = Character.isUpperCase(text.charAt(start));
        list.add(new Token(start, end, word, kind, value, capital, glued));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /**
     * A word, a run of digits, or one other character.
     *
     * @param start its first character in the text
     * @param end the character after its last
     * @param word in lower case; empty if it is too long to be a word of any rule
     * @param kind what it may mean
     * @param value the number that goes with the kind
     * @param capital whether it begins with a capital letter
     * @param glued whether it follows the token before it without white space
     */
    public record Token(int start, int end, String word, Kind kind, int value, boolean capital, boolean glued) {
        /** The token outside the text. */
        static final Token NONE = new Token(0, 0, "", Kind.END, 0, false, false);

        /** The kinds of tokens. Words without a meaning for times are {@link #WORD}. */
        public enum Kind {
            WORD,
            SYMBOL,
            /** Digits; the value is the number. */
            NUMBER,
            /** "three"; the value is the number. */
            NUMBER_WORD,
            /** "3rd", "third"; the value is the number. */
            ORDINAL,
            /** The value is the month, from 1. */
            MONTH,
            /** The value is the day of the week, from Monday, 1. */
            WEEKDAY,
            /** The value is the index of a {@link Season}; see {@link #season}. */
            SEASON,
            /** The value is the index of a {@link Unit}; see {@link #unit}. */
            UNIT,
            /** The value is the days from today. */
            DAY,
            /** The value is the index of a {@link DayPart}; see {@link #part}. */
            PART,
            /** The value is the index of a {@link Which}; see {@link #which}. */
            WHICH,
            /** Early, middle, late; the value counts them from 0. */
            PORTION,
            /** "nineties"; the value is its first year. */
            DECADE,
            END
        }

        /** Whether it is a word like "the" or "of", which says little by itself. */
        public boolean isFunctionWord() {
            return Tokens.isFunctionWord(word);
        }

        public boolean is(String other) {
            return word.equals(other);
        }

        public boolean is(Kind other) {
            return kind == other;
        }

        /** The unit that a token of kind {@link Kind#UNIT} names. */
        Unit unit() {
            return Lexicon.UNITS.get(value);
        }

        /** The part of the day that a token of kind {@link Kind#PART} names. */
        DayPart part() {
            return Lexicon.PARTS.get(value);
        }

        /** Which one a token of kind {@link Kind#WHICH} asks for. */
        Which which() {
            return Lexicon.WHICHES.get(value);
        }

        /** The season that a token of kind {@link Kind#SEASON} names. */
        Season season() {
            return Lexicon.SEASONS.get(value);
        }

        public int length() {
            return end - start;
        }
    }
}
