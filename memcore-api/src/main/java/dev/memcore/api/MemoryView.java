package dev.memcore.api;

import dev.memcore.api.fact.FactKey;
import dev.memcore.api.fact.FactValue;
import dev.memcore.api.filter.LinkWalk;
import dev.memcore.api.filter.Linked;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.MemoryOp;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one reader sees: the reading half of a {@link MemorySpace}, of the present, or of what was known at an earlier moment
 * ({@link MemorySpace#asOf}). Thread-safe.
 */
public interface MemoryView {
    /** How many memories {@link #stream} reads at once. */
    int STREAM_PAGE = 200;

    /** Who reads here. */
    Principal principal();

    /** What is most relevant to a question, best first, at most {@value MemoryQuery#DEFAULT_LIMIT}. */
    default RecallResult recall(String question) {
        return recall(MemoryQuery.of(question));
    }

    /**
     * What is most relevant to a question, best first. Sees all writes that were acknowledged before the call.
     *
     * <p>A question that was added to a session before the recall does not find itself. A message is the question itself if it has
     * the role {@link Role#USER}, its text is the query's (without white space at either end), it is among the newest messages of its
     * session, and no later message there is an answer: one of the role {@link Role#ASSISTANT} without tool calls. Such messages are
     * excluded before ranking.
     */
    RecallResult recall(MemoryQuery query);

    /**
     * A visible memory that is active or superseded, in the version that this view shows. A memory past its expiry is no
     * longer recalled or listed, but still found here, so that its expiry can be moved. Quarantined, forgotten and erased
     * memories are not found here; a {@link MemoryOp.Release} needs no more than the id of a quarantined one.
     */
    Optional<Memory> get(MemoryId id);

    /**
     * The visible memories in force that a filter accepts, oldest first. Of the keyed facts of one key it lists the one that is
     * valid now, unless the filter says when. Pages are consistent each for itself.
     *
     * @param after the {@link Page#next()} of the page before; null: from the start
     * @param limit how many at most, 1 to {@value MemoryQuery#MAX_LIMIT}
     */
    Page list(MemoryFilter filter, @Nullable MemoryId after, int limit);

    /**
     * The same memories as {@link #list}, from the first to the last, read page by page while the stream is consumed. For one thread.
     * What is written meanwhile may or may not be in it.
     */
    default Stream<Memory> stream(MemoryFilter filter) {
        return Stream.iterate(
                        Optional.of(list(filter, null, STREAM_PAGE)),
                        Optional::isPresent,
                        page -> page.flatMap(Page::nextPage).map(after -> list(filter, after, STREAM_PAGE)))
                .flatMap(page -> page.map(Page::memories).orElse(List.of()).stream());
    }

    /**
     * All values of the keyed facts with one key, in the order of the time at which they are valid; with equal starts, the one
     * recorded first comes first. A value that is valid in several intervals has a line for each. Earlier texts of a fact that was
     * revised are lines, too; facts that are forgotten, quarantined or erased are none. The facts of each scope that the reader sees
     * are resolved by themselves, among those whose labels it is cleared for.
     *
     * @param key compared as a {@link FactKey}
     * @return empty: no such fact is visible
     */
    List<FactValue> timeline(String key);

    /**
     * The memories that links lead to, nearest first, each once: active and superseded ones that the reader sees. Beside
     * the links that were added it walks {@link LinkType#DERIVED_FROM} and {@link LinkType#SUPERSEDED_BY}. A memory that is
     * reached over several links of one step is shown with the strongest. O(links of the memories passed).
     */
    List<Linked> walk(LinkWalk walk);
}
