package dev.memcore.spi;

import dev.memcore.api.Recalled;
import java.util.List;

/**
 * Reorders the best candidates of a recall, for example with a cross-encoder, rules of the host, or a model that learns
 * from usage. It receives the candidates that the fusion ranked first. It cannot add or remove candidates.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads. Called on the thread of the recall. Erasures wait until the
 *       call returns.
 *   <li><b>Determinism.</b> Not required, but a recall is only as repeatable as its reranker.
 *   <li><b>Order.</b> Greater values come first. Candidates with equal values keep the order of the fusion. Only the
 *       order of the values is used.
 *   <li><b>Failure.</b> May throw any unchecked exception. The order of the fusion is then kept, and a warning is
 *       logged. The same happens if the number of values differs from the number of candidates, or if a value is NaN.
 *   <li><b>Retention.</b> The candidates are immutable and contain texts. An erasure does not remove texts that the
 *       reranker keeps after the call.
 * </ul>
 */
@FunctionalInterface
public interface Reranker {
    /**
     * Returns one value per candidate, in the order of the candidates.
     *
     * @param question the text of the query
     * @param candidates the candidates with their scores and signals, in the order of the fusion, best first; never
     *     empty
     */
    double[] rerank(String question, List<Recalled> candidates);
}
