package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;

/**
 * The value of one ranking signal for one recalled memory.
 *
 * @param name the name of the signal, for example {@code bm25.context} or {@code dense.content}
 * @param raw the value on the signal's own scale; NaN if the signal has no value for the memory
 * @param rank the rank of the memory among the candidates by this signal alone, starting at 1; 0 if it is not ranked
 * @param share the part of the score that this signal contributes; for a weighted sum the shares add up to the score
 */
public record Signal(String name, double raw, int rank, double share) {
    /** Checks that the name is not null. */
    public Signal {
        Arguments.present(name, "name");
    }
}
