package dev.memcore.consolidation.summary;

import dev.memcore.spi.TokenCounter;

/**
 * The summarizers of memcore. All select sentences, need no language model, and split sentences of more than 240
 * characters at white space. docs/research/forgetting.md compares them.
 */
public final class Summarizers {
    private Summarizers() {}

    /** Covers the rarest words of the scope. The default. */
    public static Summarizer rareWords(TokenCounter counter) {
        return new Extraction(new WordCoverage(), counter);
    }

    /**
     * Selects the sentences most similar to the others, without redundancy, by LexRank (Erkan and Radev, 2004).
     * Quadratic in the number of sentences.
     */
    public static Summarizer lexRank(TokenCounter counter) {
        return new Extraction(new LexRank(), counter);
    }

    /** Selects the first sentence of each part, then the second of each. A baseline for comparisons. */
    public static Summarizer lead(TokenCounter counter) {
        return new Extraction(new LeadRanking(), counter);
    }
}
