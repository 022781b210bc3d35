package dev.memcore.consolidation.summary;

import java.util.List;

/** How sentences compete for a place in a fold. */
@FunctionalInterface
interface SentenceRanking {
    /** For some sentences. */
    Gain of(List<Sentence> sentences, WordCounts counts);

    /** What a sentence would add to those that were chosen before it. For one thread. */
    interface Gain {
        /** The greater, the sooner it is chosen; never greater for what is chosen meanwhile. */
        double of(int sentence);

        /** Takes note of a choice. */
        default void chose(int sentence) {}
    }
}
