package dev.memcore.spi;

/** Counts the tokens of a text, as the model that will read it would. Safe for any number of threads; never negative. */
@FunctionalInterface
public interface TokenCounter {
    /** The number of tokens. */
    int count(String text);

    /** A quarter of the characters, rounded up: a rule of thumb for English and the common tokenizers. */
    static TokenCounter approximate() {
        return text -> (text.length() + 3) / 4;
    }
}
