package dev.memcore.consolidation.summary;

import dev.memcore.spi.TokenCounter;

/**
 * The folders that come with memcore. All choose sentences and write none, need no language model, and cut sentences that are
 * longer than 240 characters at white space. docs/research/forgetting.md says how they compare.
 */
public final class Summarizers {
    private Summarizers() {}

    /** Covers the rarest words of the scope. The default. */
    public static Summarizer rareWords(TokenCounter counter) {
        return new Extraction(new WordCoverage(), counter);
    }

    /** What is most like the rest, by LexRank (Erkan and Radev, 2004), without repeating itself. Quadratic in the sentences. */
    public static Summarizer lexRank(TokenCounter counter) {
        return new Extraction(new LexRank(), counter);
    }

    /** The first sentence of each part, then the second of each: something to compare with. */
    public static Summarizer lead(TokenCounter counter) {
        return new Extraction(new LeadRanking(), counter);
    }
}
