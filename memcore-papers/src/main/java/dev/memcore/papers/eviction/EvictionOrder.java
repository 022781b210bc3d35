package dev.memcore.papers.eviction;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Tier;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.age.Ages;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A value function that removes given memories in a given order: the first has the lowest value, the last -1, and all
 * other memories 0.
 */
record EvictionOrder(Map<MemoryId, Integer> values) implements ValueFunction {
    /** A memory that may be removed. */
    record Member(MemoryId id, Usage usage, Instant touched) {}

    static EvictionOrder of(List<Member> leaving) {
        Map<MemoryId, Integer> values = new HashMap<>();
        leaving.forEach(member -> values.put(member.id(), values.size() - leaving.size()));
        return new EvictionOrder(values);
    }

    /** Returns the memories of a tier that are not pinned, oldest first. */
    static List<Member> members(ScopeView scope, Tier tier) {
        List<Member> members = new ArrayList<>();
        try (Stream<Memory> memories = scope.memories(tier)) {
            memories.filter(memory -> !memory.pinned()).forEachOrdered(memory -> {
                Usage usage = scope.usage(memory.id());
                members.add(new Member(memory.id(), usage, Ages.lastTouched(memory, usage)));
            });
        }
        return members;
    }

    @Override
    public double value(Memory memory, Usage usage, Instant now) {
        return values.getOrDefault(memory.id(), 0);
    }
}
