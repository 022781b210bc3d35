package dev.memcore.consolidation.age;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.consolidation.arithmetic.SortedSearch;
import dev.memcore.spi.lifecycle.ScopeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The order in which memories were recorded: an age that increases only when a memory is recorded. Archived memories
 * count, forgotten ones do not. Holds an id and a time for each memory; a query costs O(log n).
 */
public final class RecordingOrder {
    private final MemoryId[] ids;

    /**
     * The creation times in milliseconds, ascending: each is raised to the one before it. A derived memory has a new
     * id, but the creation time of its sources, so the times in id order may fall.
     */
    private final long[] moments;

    private RecordingOrder(MemoryId[] ids, long[] moments) {
        this.ids = ids;
        this.moments = moments;
    }

    /** Returns the order of all memories in force. */
    public static RecordingOrder of(ScopeView scope) {
        return of(scope, memory -> true);
    }

    /** Returns the order of those memories in force that satisfy a condition. */
    public static RecordingOrder of(ScopeView scope, Predicate<Memory> counted) {
        List<MemoryId> ids = new ArrayList<>();
        List<Long> moments = new ArrayList<>();
        try (Stream<Memory> memories = scope.memories()) {
            memories.filter(counted).forEachOrdered(memory -> {
                ids.add(memory.id());
                moments.add(memory.createdAt().toEpochMilli());
            });
        }
        long[] created = moments.stream().mapToLong(moment -> moment).toArray();
        for (int i = 1; i < created.length; i++) {
            created[i] = Math.max(created[i], created[i - 1]);
        }
        return new RecordingOrder(ids.toArray(MemoryId[]::new), created);
    }

    /** Returns the number of counted memories. */
    public int size() {
        return ids.length;
    }

    /** Returns the number of memories recorded after a memory: 0 for the newest. */
    public int after(MemoryId id) {
        return ids.length - SortedSearch.first(ids.length, i -> ids[i].compareTo(id) <= 0);
    }

    /** Returns the number of memories recorded after a moment. */
    public int after(Instant moment) {
        return ids.length - SortedSearch.first(ids.length, i -> moments[i] <= moment.toEpochMilli());
    }
}
