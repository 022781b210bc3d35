package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;

/**
 * What one source of evidence said of one recalled memory.
 *
 * @param name the source, as {@code bm25.context} or {@code dense.content}
 * @param raw its value on its own scale; NaN: it has nothing to say
 * @param rank the memory's rank by this signal alone among the candidates, from 1; 0: not ranked
 * @param share how much of the score it accounts for; for a weighted sum the shares add up to the score
 */
public record Signal(String name, double raw, int rank, double share) {
    /** Checks that there is a name. */
    public Signal {
        Arguments.present(name, "name");
    }
}
