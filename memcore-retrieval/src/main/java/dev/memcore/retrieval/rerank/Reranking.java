package dev.memcore.retrieval.rerank;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Reranker;

/**
 * The configuration of reranking: a reranker, and the number of best candidates that it reorders.
 *
 * <p>Each rank keeps its score from the fusion, so scores still decrease with the rank. The gain or loss of a moved
 * memory is the share of the signal {@code rerank}, so shares still add up to scores.
 *
 * @param reranker reorders the candidates
 * @param depth the number of candidates, 1 to {@value #MAX_DEPTH}
 */
public record Reranking(Reranker reranker, int depth) {
    /** The default depth: {@value}. */
    public static final int DEFAULT_DEPTH = 50;

    /** The greatest depth. */
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
