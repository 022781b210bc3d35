package dev.memcore.spi.index;

import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.filter.MemoryFilter;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link MemoryIndex} that lists and recalls the memories that a principal may see.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads.
 *   <li><b>Scope.</b> Both methods return only memories that the reader {@linkplain Principal#sees sees}. The scope is
 *       part of the index's query, so no memory outside it influences ranks or scores.
 *   <li><b>Exclusion.</b> Both methods remove the memories in {@link MemoryFilter#excluded()} before ranking. These
 *       take no place among the candidates, and the confidence is computed from the other memories.
 *   <li><b>Keyed facts.</b> {@link FactTimeline} determines the validity of the facts with one key in one scope. It
 *       uses the facts of every tier that the reader sees at the read time. So a fact that a reader may not see
 *       replaces no fact for that reader.
 *   <li><b>Snapshots.</b> Each call reads one state of the index: whole commits that were published before the call.
 *       Results are immutable.
 * </ul>
 */
public interface MemorySearch {
    /**
     * Returns the visible memories in force that the filter accepts, sorted by id. Of the keyed facts, only those are
     * returned that are valid at {@link MemoryFilter#validAt}, or at the read time if that is not set.
     *
     * @param after the last id of the previous page; null for the first page
     */
    Page list(Principal reader, MemoryFilter filter, @Nullable MemoryId after, int limit, ReadTime time);

    /**
     * Returns the visible memories in force that answer the query, best first. Memories that state a validity, and
     * keyed facts, must be valid at {@link MemoryFilter#validAt}, or at the time that the query is about if that is not
     * set. A query without a time zone uses UTC. Memories with the attribute {@link
     * dev.memcore.api.Observation#ECHO} are not returned; {@link #list} returns them.
     */
    RecallResult search(Principal reader, MemoryQuery query, ReadTime time);
}
