package dev.memcore.spi;

/** Counts the tokens of a text, as the model that will read it would. Safe for any number of threads; never negative. */
@FunctionalInterface
public interface TokenCounter {
    /** The number of tokens. */
    int count(String text);

    /**
     * An estimate for the tokenizers of current chat models, for any language. It rather counts too many than too few: measured
     * on dialogue, articles and source code it gives 1.0 to 1.3 times what cl100k_base counts, and in scripts other than Latin
     * up to 5 times what newer vocabularies count (docs/guide/windows.md). If you know the model, use its own tokenizer.
     */
    static TokenCounter approximate() {
        return EstimatedTokens.INSTANCE;
    }
}
