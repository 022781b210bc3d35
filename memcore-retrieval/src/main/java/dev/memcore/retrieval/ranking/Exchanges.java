package dev.memcore.retrieval.ranking;

import dev.memcore.retrieval.text.LateInteraction;

/**
 * Turns and what was said before them. The words of a question are often in what one speaker asks, and its answer is in what the other says next, in
 * other words: "Do you play anything?" "The cello, since school." Both signals are late interaction, of which nothing is computed twice. For one
 * query, one thread.
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

    /** How much of the question each of these speaks of together with the turn before it, in [0, 1]; NaN for all others. O(compared). */
    double[] together(int[] compared) {
        double[] row = first.candidates().row(Double.NaN);
        for (int i : compared) {
            int before = conversations.before(i);
            double[] own = first.nearest(i, words);
            row[i] = LateInteraction.together(own, before == Conversations.NONE ? own : first.nearest(before, words));
        }
        return row;
    }

    /** How much of the question the turn before each of these speaks of, if it asks something, in [0, 1]; 0: it does not. NaN for all others. O(compared). */
    double[] answers(int[] compared) {
        double[] row = first.candidates().row(Double.NaN);
        for (int i : compared) {
            int before = conversations.before(i);
            boolean asked = before != Conversations.NONE && first.sketches()[before].asks();
            row[i] = asked ? LateInteraction.sum(first.nearest(before, words)) : 0;
        }
        return row;
    }
}
