package dev.memcore.consolidation.summary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Covers as many rare words as the limits allow. The gain of a sentence is the sum of the inverse document frequencies
 * of its words that no chosen sentence has, divided by the root of its length. This is the greedy algorithm for a
 * monotone submodular function under a budget (Lin and Bilmes, Multi-document Summarization via Budgeted Maximization
 * of Submodular Functions, 2010), which also avoids redundancy. Questions carry little information and count {@value
 * #ASKED}.
 */
final class WordCoverage implements SentenceRanking {
    /** The weight of questions, the same as in age-weighted pruning. */
    static final double ASKED = 0.25;

    @Override
    public Gain of(List<Sentence> sentences, WordCounts counts) {
        List<Set<String>> words = new ArrayList<>();
        double[] scale = new double[sentences.size()];
        for (int i = 0; i < scale.length; i++) {
            String text = sentences.get(i).text();
            words.add(new HashSet<>(WordCounts.frequencies(text).keySet()));
            scale[i] = (text.endsWith("?") ? ASKED : 1) / Math.sqrt(text.length());
        }
        return new Gain() {
            @Override
            public double of(int sentence) {
                return scale[sentence] * counts.rarity(words.get(sentence));
            }

            @Override
            public void chose(int sentence) {
                Set<String> covered = Set.copyOf(words.get(sentence));
                words.forEach(left -> left.removeAll(covered));
            }
        };
    }
}
