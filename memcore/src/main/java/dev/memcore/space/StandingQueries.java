package dev.memcore.space;

import dev.memcore.api.Memory;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.standing.StandingQuery;
import java.util.List;

/** The active standing queries of a store. Thread-safe; starts no thread. */
final class StandingQueries {
    private final List<AskedLater> active;

    /** Creates an administration of the queries in a list that any thread may read and change. */
    StandingQueries(List<AskedLater> active) {
        this.active = active;
    }

    /** Whether this thread delivers an answer at present; what listeners write is not delivered at once. */
    private final ThreadLocal<Boolean> delivering = new ThreadLocal<>();

    synchronized AskedLater add(AskedLater query) {
        long own = active.stream()
                .filter(other -> other.principal().equals(query.principal()))
                .count();
        requireRoom(own, StandingQuery.MAX_PER_SPACE, "this principal");
        requireRoom(active.size(), StandingQuery.MAX_PER_STORE, "the store");
        active.add(query);
        return query;
    }

    private static void requireRoom(long now, int most, String whose) {
        if (now >= most) {
            throw MemoryException.of(
                    ErrorCode.LIMIT_EXCEEDED,
                    whose + " has " + now + " active standing queries; the limit is " + most
                            + "; cancel those that are not needed");
        }
    }

    void remove(AskedLater query) {
        active.remove(query);
    }

    /** Counts written memories for the queries, and delivers answers. O(1) if there are no queries. */
    void written(List<Memory> memories) {
        if (active.isEmpty() || delivering.get() != null) {
            return;
        }
        delivering.set(true);
        try {
            active.forEach(query -> query.written(memories));
        } finally {
            delivering.remove();
        }
    }
}
