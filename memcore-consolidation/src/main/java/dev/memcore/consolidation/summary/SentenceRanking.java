package dev.memcore.consolidation.summary;

import java.util.List;

/** Ranks the sentences of a summary. */
@FunctionalInterface
interface SentenceRanking {
    /** Returns the gains of some sentences. */
    Gain of(List<Sentence> sentences, WordCounts counts);

    /** The gain of a sentence over those chosen before it. For one thread. */
    interface Gain {
        /**
         * Returns the gain; the sentence with the greatest gain is chosen. It never increases when other sentences are
         * chosen.
         */
        double of(int sentence);

        /** Records a choice. */
        default void chose(int sentence) {}
    }
}
