package dev.memcore.consolidation.age;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.consolidation.arithmetic.SortedSearch;
import dev.memcore.spi.ScopeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** In which order the sessions of a scope began. Holds the first id of each. */
public final class SessionOrder {
    private final Map<String, MemoryId> bySession = new HashMap<>();
    private final List<MemoryId> first = new ArrayList<>();

    private SessionOrder() {}

    /** The order of the sessions in a scope. */
    public static SessionOrder of(ScopeView scope) {
        SessionOrder order = new SessionOrder();
        try (Stream<Memory> memories = scope.memories()) {
            memories.forEachOrdered(order::add);
        }
        return order;
    }

    private void add(Memory memory) {
        String session = memory.session();
        if (session != null && bySession.putIfAbsent(session, memory.id()) == null) {
            first.add(memory.id());
        }
    }

    /** How many sessions began after a memory's own, or after the memory, if it has none. */
    public int after(Memory memory) {
        String session = memory.session();
        MemoryId begun = session == null ? memory.id() : bySession.getOrDefault(session, memory.id());
        return first.size() - SortedSearch.first(first.size(), i -> first.get(i).compareTo(begun) <= 0);
    }
}
