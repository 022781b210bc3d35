package dev.memcore.consolidation.value;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The degree of memories among the active ones: links at either end, and memories derived from them. Holds a number for
 * each memory with a degree.
 */
final class Centrality implements ValueFunction {
    private final Map<MemoryId, Integer> degrees = new HashMap<>();
    private int greatest = 1;

    private Centrality() {}

    static Centrality over(ScopeView scope) {
        Centrality centrality = new Centrality();
        try (Stream<Memory> memories = scope.memories()) {
            memories.forEachOrdered(centrality::count);
        }
        centrality.greatest = centrality.degrees.values().stream()
                .mapToInt(degree -> degree)
                .max()
                .orElse(1);
        return centrality;
    }

    private void count(Memory memory) {
        memory.links().forEach(link -> {
            degrees.merge(link.from(), 1, Integer::sum);
            degrees.merge(link.to(), 1, Integer::sum);
        });
        memory.observation().derivedFrom().forEach(source -> degrees.merge(source, 1, Integer::sum));
    }

    @Override
    public double value(Memory memory, Usage usage, Instant now) {
        return degrees.getOrDefault(memory.id(), 0) / (double) greatest;
    }
}
