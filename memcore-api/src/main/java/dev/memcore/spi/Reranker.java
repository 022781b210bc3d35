package dev.memcore.spi;

import dev.memcore.api.Recalled;
import java.util.List;

/**
 * Puts the best candidates of a recall in another order: a cross-encoder that reads question and text together, a rule of the
 * host's, a model that learns what is used. It sees what the fusion ranked first, and can neither add nor remove.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads. Called on the thread that recalls; an erasure waits while it works.
 *   <li><b>Determinism.</b> None is asked for, but a recall is as repeatable as its reranker.
 *   <li><b>Order.</b> The greater the value, the better; equal values keep the order of the fusion. The scale means nothing.
 *   <li><b>Failure.</b> May throw any unchecked exception; the order of the fusion is kept then, and a warning logged. The same if
 *       the values are not as many as the candidates, or one is NaN.
 *   <li><b>Keeping.</b> The candidates are immutable, but hold texts: what is kept of them after the call outlives their
 *       erasure.
 * </ul>
 */
@FunctionalInterface
public interface Reranker {
    /**
     * One value per candidate, in the order of the candidates.
     *
     * @param question the text of the query
     * @param candidates what was found, as the fusion ranked it, best first: the memories, their scores and signals; never
     *     empty
     */
    double[] rerank(String question, List<Recalled> candidates);
}
