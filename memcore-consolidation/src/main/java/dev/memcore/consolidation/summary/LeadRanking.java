package dev.memcore.consolidation.summary;

import java.util.List;

/**
 * Ranks the first sentence of each part first, then the second of each, and so on: the usual baseline for summaries.
 */
final class LeadRanking implements SentenceRanking {
    @Override
    public Gain of(List<Sentence> sentences, WordCounts counts) {
        int[] places = new int[sentences.size()];
        for (int i = 1; i < places.length; i++) {
            places[i] = sentences.get(i).part() == sentences.get(i - 1).part() ? places[i - 1] + 1 : 0;
        }
        return sentence -> -places[sentence];
    }
}
