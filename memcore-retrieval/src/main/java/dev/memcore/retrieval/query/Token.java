package dev.memcore.retrieval.query;

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
record Token(int start, int end, String word, Kind kind, int value, boolean capital, boolean glued) {
    /** What stands before the first and behind the last token. */
    static final Token NONE = new Token(0, 0, "", Kind.END, 0, false, false);

    /** What a token may mean. Words of no meaning for time are {@link #WORD}. */
    enum Kind {
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
        /** The value is the place of a {@link Season}; see {@link #season}. */
        SEASON,
        /** The value is the place of a {@link Unit}; see {@link #unit}. */
        UNIT,
        /** The value is the days from today. */
        DAY,
        /** The value is the place of a {@link DayPart}; see {@link #part}. */
        PART,
        /** The value is the place of a {@link Which}; see {@link #which}. */
        WHICH,
        /** Early, middle, late; the value counts them from 0. */
        PORTION,
        /** "nineties"; the value is its first year. */
        DECADE,
        END
    }

    boolean is(String other) {
        return word.equals(other);
    }

    boolean is(Kind other) {
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

    int length() {
        return end - start;
    }
}
