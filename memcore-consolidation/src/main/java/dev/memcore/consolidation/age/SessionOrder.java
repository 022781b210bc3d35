package dev.memcore.consolidation.age;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.consolidation.arithmetic.SortedSearch;
import dev.memcore.spi.lifecycle.ScopeView;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * The order in which the sessions of a scope began. A session begins with the creation of its first memory. Holds one
 * time and one id per session.
 */
public final class SessionOrder {
    private final Map<String, Begin> bySession = new HashMap<>();
    private List<Begin> begins = List.of();

    private SessionOrder() {}

    private record Begin(Instant createdAt, MemoryId id) implements Comparable<Begin> {
        private static final Comparator<Begin> ORDER =
                Comparator.comparing(Begin::createdAt).thenComparing(Begin::id);

        static Begin of(Memory memory) {
            return new Begin(memory.createdAt(), memory.id());
        }

        @Override
        public int compareTo(Begin other) {
            return ORDER.compare(this, other);
        }
    }

    /** Reads the sessions of a scope in one pass. */
    public static SessionOrder of(ScopeView scope) {
        SessionOrder order = new SessionOrder();
        try (Stream<Memory> memories = scope.memories()) {
            memories.forEachOrdered(order::add);
        }
        order.begins = order.bySession.values().stream().sorted().toList();
        return order;
    }

    private void add(Memory memory) {
        String session = memory.session();
        if (session != null) {
            bySession.merge(session, Begin.of(memory), BinaryOperator.minBy(Comparator.naturalOrder()));
        }
    }

    /**
     * Returns the number of sessions that began after the session of a memory, or after the memory itself if it has no
     * session. O(log sessions).
     */
    public int after(Memory memory) {
        String session = memory.session();
        Begin own = Begin.of(memory);
        Begin begun = session == null ? own : bySession.getOrDefault(session, own);
        return begins.size()
                - SortedSearch.first(begins.size(), i -> begins.get(i).compareTo(begun) <= 0);
    }
}
