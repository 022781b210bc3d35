package dev.memcore.consolidation.duplicate;

/**
 * A word of a text before it becomes part of a {@link CanonicalText}.
 *
 * @param word in lower case
 * @param capital whether it was written with a capital
 * @param before the separator between it and the word before
 * @param asked whether its sentence ends with a question mark
 */
record WordToken(String word, boolean capital, Break before, boolean asked) {
    /** The separators between words, in order of strength. */
    enum Break {
        NONE,
        /** A comma, a dash, a bracket, a quotation mark. */
        CLAUSE,
        /** The end of a sentence, or the start of the text. */
        SENTENCE
    }

    WordToken withWord(String other) {
        return new WordToken(other, capital, before, asked);
    }

    WordToken withBefore(Break other) {
        return new WordToken(word, capital, other, asked);
    }

    WordToken withAsked() {
        return new WordToken(word, capital, before, true);
    }

    /**
     * Returns this token after the removal of the token before it, whose separator it takes over if that is stronger.
     */
    WordToken after(Break dropped) {
        return dropped.compareTo(before) > 0 ? withBefore(dropped) : this;
    }

    boolean is(String other) {
        return word.equals(other);
    }

    boolean startsSentence() {
        return before == Break.SENTENCE;
    }

    /** Whether it is a whole number in digits. */
    boolean isWhole() {
        return !word.isEmpty() && word.length() <= 12 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
