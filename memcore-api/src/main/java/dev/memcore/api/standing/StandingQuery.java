package dev.memcore.api.standing;

import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Recalled;
import java.util.List;

/**
 * A query that is answered by memories that are written after it was asked: see {@link
 * dev.memcore.api.MemorySpace#recallLater}. Thread-safe. The idea is the deferred query of Attendre (Yang and Hua, 2024):
 * a question may precede its answer.
 */
public interface StandingQuery {
    /** The maximum number of active standing queries of one principal: {@value}. */
    int MAX_PER_SPACE = 100;

    /** The maximum number of active standing queries of a store: {@value}. */
    int MAX_PER_STORE = 1_000;

    /**
     * The minimum relevance if the query sets none: {@value}. The minimum confidence is then that of prompts,
     * because the best memory of a small store may have a high relevance. {@code eval standing} of memcore-bench measures it.
     */
    double DEFAULT_MIN_RELEVANCE = 0.2;

    /** Returns the query, with the minimum relevance and confidence that hold. */
    MemoryQuery query();

    /**
     * Returns the memories that were written since the query was asked, are relevant enough, and were not returned or
     * delivered before; best first, at most the limit of the query. A memory that was revised since it was returned
     * counts as written again. After the end of the query, the list has what was written before.
     */
    List<Recalled> poll();

    /** Returns the number of memories that may still be written before the query ends; 0 after its end. */
    int remainingWrites();

    /** Returns whether the query has not ended and was not cancelled. */
    boolean active();

    /** Ends the query and drops its answers. Has no effect if it has ended. */
    void cancel();
}
