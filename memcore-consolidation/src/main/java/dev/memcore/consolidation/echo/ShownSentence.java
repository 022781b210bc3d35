package dev.memcore.consolidation.echo;

import java.util.HashSet;
import java.util.Set;

/**
 * A sentence that a model was shown. Holds the content words, not the text.
 *
 * @param words the content words
 * @param negated whether it is negated
 * @param first whether the first person does something
 * @param asks whether it is a question
 */
record ShownSentence(Set<String> words, boolean negated, boolean first, boolean asks) {
    /** Returns a shown sentence whose words include those of a label, such as its speaker. */
    static ShownSentence of(EchoWords said, EchoWords label) {
        Set<String> all = new HashSet<>(said.words());
        said.words().stream().filter(EchoWords::isPair).forEach(pair -> {
            int second = pair.offsetByCodePoints(0, 1);
            all.add(pair.substring(0, second));
            all.add(pair.substring(second));
        });
        all.addAll(label.words());
        return new ShownSentence(all, said.negated(), said.first(), said.asks());
    }

    /**
     * Returns whether a passage says nothing else: every content word of the passage is here, and both are negated or
     * neither is. A question states nothing, so it covers questions only. An action of the first person, such as "I
     * booked the table", is not covered by the request for it.
     */
    boolean covers(EchoWords passage) {
        return passage.negated() == negated
                && (first || !passage.first())
                && (!asks || passage.asks())
                && words.containsAll(passage.words());
    }
}
