package dev.memcore.consolidation.summary;

import dev.memcore.api.Memory;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.List;

/**
 * Makes one short text of several memories, and names the memories that it quotes.
 *
 * <ul>
 * <li><b>Purity.</b> The result depends only on the arguments and on the scope that the summarizer was {@linkplain
 * #over made for}. Safe for use by several threads.
 * <li><b>Quotes.</b> Every quoted sentence occurs verbatim in its memory, and sentences keep their order.
 * <li><b>Stability.</b> Memories that are within the limits already are kept unchanged, so summarising a summary
 * changes nothing.
 * </ul>
 *
 * <p>{@link Summarizers} provides the implementations of memcore. An implementation with a language model may write
 * text instead of quoting.
 */
@FunctionalInterface
public interface Summarizer {
    /**
     * Summarises memories.
     *
     * @param parts at least one, in the order in which they were said
     * @param tokens the maximum length of the text, positive; if no sentence is that short, the shortest is the result
     * @param cites the maximum number of quoted parts, positive
     */
    Summary summarize(List<Memory> parts, int tokens, int cites);

    /** Returns this summarizer with statistics of a scope, such as word frequencies. Makes at most one pass. */
    default Summarizer over(ScopeView scope) {
        return this;
    }
}
