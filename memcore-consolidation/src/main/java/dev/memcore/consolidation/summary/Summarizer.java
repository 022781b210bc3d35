package dev.memcore.consolidation.summary;

import dev.memcore.api.Memory;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.List;

/**
 * Makes one short text of several memories, and says which of them it quotes.
 *
 * <ul>
 *   <li><b>Purity.</b> A function of its arguments, and of the scope that it was {@linkplain #over made for}. Safe for any
 *       number of threads.
 *   <li><b>Quotes.</b> Every sentence stands in the memory that it is said to be from, letter for letter, and sentences keep
 *       their order.
 *   <li><b>Stability.</b> What is within the limits already is kept as it is; so to fold a fold again changes nothing.
 * </ul>
 *
 * {@link Summarizers} has those that come with memcore; an implementation with a language model may write instead of quote.
 */
@FunctionalInterface
public interface Summarizer {
    /**
     * Folds memories.
     *
     * @param parts at least one, in the order in which they were said
     * @param tokens how long the text may be, positive; if not even one sentence is as short, the shortest stands alone
     * @param cites of how many parts something may be quoted at most, positive
     */
    Summary fold(List<Memory> parts, int tokens, int cites);

    /** The same folder, with what it wants to know of a scope, such as how rare words are in it; one walk at most. */
    default Summarizer over(ScopeView scope) {
        return this;
    }
}
