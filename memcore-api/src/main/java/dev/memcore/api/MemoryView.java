package dev.memcore.api;

import dev.memcore.api.fact.FactKey;
import dev.memcore.api.fact.FactValue;
import dev.memcore.api.filter.LinkWalk;
import dev.memcore.api.filter.Linked;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.MemoryOp;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the memories that one {@link Principal} may see. A view shows the present, or the state at an earlier time
 * ({@link MemorySpace#asOf}). Thread-safe.
 */
public interface MemoryView {
    /** The number of memories that {@link #stream} reads at once. */
    int STREAM_PAGE = 200;

    /** Returns the principal of this view. */
    Principal principal();

    /**
     * Returns the memories that are most relevant to a question, best first, at most {@value
     * MemoryQuery#DEFAULT_LIMIT}.
     */
    default RecallResult recall(String question) {
        return recall(MemoryQuery.of(question));
    }

    /**
     * Returns the memories that are most relevant to a question, best first. Includes all writes that were acknowledged
     * before the call.
     *
     * <p>A question that was added to a session before the recall is not a result of the recall. A message is treated
     * as the question itself if all of these hold: it has the role {@link Role#USER}; its text equals the query's text,
     * except for white space at either end; it is one of the newest messages of its session; and no later message there
     * is an answer. An answer has the role {@link Role#ASSISTANT} and no tool calls. Such messages are excluded before
     * ranking.
     */
    RecallResult recall(MemoryQuery query);

    /** Starts a recall, as {@link #recallAsync(MemoryQuery)} does. */
    default CompletionStage<RecallResult> recallAsync(String question) {
        return recallAsync(MemoryQuery.of(question));
    }

    /**
     * Starts a {@link #recall(MemoryQuery)} and returns at once. The recall includes all writes that were acknowledged
     * before it begins on its thread. {@link MemoryManager} describes asynchronous calls.
     */
    CompletionStage<RecallResult> recallAsync(MemoryQuery query);

    /**
     * Returns a visible memory that is active or superseded, in the version that this view shows. A memory past its
     * expiry is not recalled or listed. This method still returns it, so that its expiry can be changed. Quarantined,
     * forgotten and erased memories are not returned. A {@link MemoryOp.Release} only needs the id of a quarantined
     * memory.
     */
    Optional<Memory> get(MemoryId id);

    /**
     * Returns the visible memories in force that a filter accepts, oldest first. A memory is in force if it is active
     * and not expired. Of the keyed facts with one key, only the fact that is valid now is returned, unless the filter
     * sets another time. Each page is consistent; different pages may show different states.
     *
     * @param after the {@link Page#next()} of the previous page; null for the first page
     * @param limit the most memories to return, 1 to {@value MemoryQuery#MAX_LIMIT}
     */
    Page list(MemoryFilter filter, @Nullable MemoryId after, int limit);

    /**
     * Returns all memories of {@link #list} as a stream that reads page by page. For use by one thread. Writes during
     * the iteration may or may not be included.
     */
    default Stream<Memory> stream(MemoryFilter filter) {
        return Stream.iterate(
                        Optional.of(list(filter, null, STREAM_PAGE)),
                        Optional::isPresent,
                        page -> page.flatMap(Page::nextPage).map(after -> list(filter, after, STREAM_PAGE)))
                .flatMap(page -> page.map(Page::memories).orElse(List.of()).stream());
    }

    /**
     * Returns all values of the keyed facts with one key, sorted by the start of their validity. If the starts are
     * equal, the value that was recorded first comes first. A value that is valid in several intervals has one entry
     * for each interval. Earlier texts of a revised fact also have entries. Forgotten, quarantined and erased facts
     * have none. The facts of each visible scope are resolved separately, and only facts that the principal may see are
     * used.
     *
     * @param key the key, compared as a {@link FactKey}
     * @return the values; empty if no such fact is visible
     */
    List<FactValue> timeline(String key);

    /**
     * Returns the memories that can be reached along links, nearest first, each once. Only active and superseded
     * memories that the principal may see are returned. The walk follows the added links, {@link LinkType#DERIVED_FROM}
     * and {@link LinkType#SUPERSEDED_BY}. If several links of one step lead to a memory, the result names the link with
     * the greatest weight. O(links of the visited memories).
     */
    List<Linked> walk(LinkWalk walk);
}
