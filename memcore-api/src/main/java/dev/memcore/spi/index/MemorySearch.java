package dev.memcore.spi.index;

import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.filter.MemoryFilter;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link MemoryIndex} that lists and recalls what a reader may see.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads.
 *   <li><b>Scope.</b> Both methods return only what {@link Principal#sees}. The scope is part of the index's query, so no memory outside
 *       it influences ranks or scores.
 *   <li><b>Exclusion.</b> Both methods leave out the memories in {@link MemoryFilter#excluded()} before anything is ranked. These take no
 *       place among the candidates, and the confidence is that of the other memories.
 *   <li><b>Keyed facts.</b> {@link FactTimeline} decides which of the facts with one key in one scope is valid when. It takes the
 *       facts that the reader sees at the moment of reading, of every tier. So a fact that a reader may not see replaces
 *       nothing for that reader.
 *   <li><b>Snapshots.</b> Each call reads one state of the index: commits that were published before the call, each of them wholly.
 *       Results are immutable.
 * </ul>
 */
public interface MemorySearch {
    /**
     * The visible memories in force that the filter accepts, in the order of their ids. Of keyed facts only those that are valid:
     * at {@link MemoryFilter#validAt}, otherwise at the moment of reading.
     *
     * @param after the last id of the page before; null: from the start
     */
    Page list(Principal reader, MemoryFilter filter, @Nullable MemoryId after, int limit, ReadTime time);

    /**
     * The visible memories in force that answer the query, best first. Of memories that say when they are valid, and of keyed facts,
     * only those that are valid at {@link MemoryFilter#validAt}; otherwise at the time that the query is about. A query
     * without a time zone is asked in UTC.
     */
    RecallResult search(Principal reader, MemoryQuery query, ReadTime time);
}
