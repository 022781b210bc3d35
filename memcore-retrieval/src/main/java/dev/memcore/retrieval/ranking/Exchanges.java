package dev.memcore.retrieval.ranking;

import dev.memcore.retrieval.text.LateInteraction;

/**
 * Compares the question with each turn and the turn before it. The words of a question are often in the turn in which
 * one speaker asks. The answer is in the next turn of the other speaker, in other words: "Do you play anything?" "The
 * cello, since school." Both signals use late interaction, and each text is compared only once. For one query, one
 * thread.
 */
final class Exchanges {
    private final FirstPass first;
    private final LateInteraction words;
    private final Conversations conversations;

    Exchanges(FirstPass first, LateInteraction words, Conversations conversations) {
        this.first = first;
        this.words = words;
        this.conversations = conversations;
    }

    /**
     * Returns how much of the question each compared candidate and the turn before it cover together, at most 1, lowered for long texts; NaN
     * for all others. O(compared).
     */
    double[] together(int[] compared) {
        double[] row = first.candidates().row(Double.NaN);
        for (int i : compared) {
            int before = conversations.before(i);
            double[] own = first.nearest(i, words);
            boolean alone = before == Conversations.NONE;
            double together = LateInteraction.together(own, alone ? own : first.nearest(before, words));
            int longer = Math.max(first.features()[i].size(), alone ? 0 : first.features()[before].size());
            row[i] = FirstPass.lateInteraction(together, longer) * FirstPass.brevity(longer);
        }
        return row;
    }

    /**
     * Returns how much of the question the turn before each compared candidate covers, in [0, 1], if that turn ends in
     * a question; 0 if it does not. NaN for all others. The value is lowered for a long reply: an assistant's essay
     * repeats the question in its own words, so nothing has to be taken from the turn before. O(compared).
     */
    double[] answers(int[] compared) {
        double[] row = first.candidates().row(Double.NaN);
        for (int i : compared) {
            int before = conversations.before(i);
            boolean asked = before != Conversations.NONE && first.features()[before].asks();
            double covered = asked ? LateInteraction.sum(first.nearest(before, words)) : 0;
            row[i] = covered * FirstPass.brevity(first.features()[i].size());
        }
        return row;
    }
}
