package dev.memcore.retrieval.rerank;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Reranker;

/**
 * A second look at the best candidates.
 *
 * <p>Places keep the scores that the fusion gave them, so that scores still fall with the rank and mean what they meant. What a memory gains
 * or loses by moving is the share of the signal {@code rerank}, so that shares still add up to scores.
 *
 * @param reranker looks
 * @param depth at so many of the best, 1 to {@value #MAX_DEPTH}
 */
public record Reranking(Reranker reranker, int depth) {
    /** How many are looked at when nothing is said: {@value}. */
    public static final int DEFAULT_DEPTH = 50;

    /** The most that can be looked at. */
    public static final int MAX_DEPTH = 1_000;

    /**
     * Checks the depth.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is out of range
     */
    public Reranking {
        Arguments.present(reranker, "reranker");
        if (depth < 1 || depth > MAX_DEPTH) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT, "depth must lie in [1, " + MAX_DEPTH + "], but is " + depth);
        }
    }
}
