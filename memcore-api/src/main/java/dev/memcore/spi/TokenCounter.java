package dev.memcore.spi;

/** Counts the tokens of a text for the model that reads it. Safe for any number of threads. */
@FunctionalInterface
public interface TokenCounter {
    /** Returns the number of tokens, 0 or more. */
    int count(String text);

    /**
     * Returns an estimate for the tokenizers of current chat models, for any language. It tends to overestimate. On
     * dialogue, articles and source code it was measured at 1.0 to 1.3 times the tokens of cl100k_base. In scripts
     * other than Latin it is up to 5 times the tokens of newer vocabularies (docs/guide/windows.md). If you know the
     * model, use its own tokenizer.
     */
    static TokenCounter approximate() {
        return EstimatedTokens.INSTANCE;
    }
}
