package dev.memcore.consolidation.value;

import dev.memcore.api.Memory;
import dev.memcore.consolidation.arithmetic.SortedSearch;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.util.stream.Stream;

/** The distribution of the values of all memories of a scope. Holds a number for each; a query costs O(log n). */
final class Spread {
    private final double[] sorted;

    private Spread(double[] sorted) {
        this.sorted = sorted;
    }

    static Spread of(ValueFunction value, ScopeView scope) {
        try (Stream<Memory> memories = scope.memories()) {
            return new Spread(memories.mapToDouble(memory -> value.value(memory, scope.usage(memory.id()), scope.now()))
                    .sorted()
                    .toArray());
        }
    }

    double rank(double value) {
        return sorted.length == 0 ? 0 : (lower(value) + lower(Math.nextUp(value))) / (2.0 * sorted.length);
    }

    double stretched(double value) {
        double lowest = sorted.length == 0 ? value : sorted[0];
        double highest = sorted.length == 0 ? value : sorted[sorted.length - 1];
        return highest > lowest ? Math.clamp((value - lowest) / (highest - lowest), 0, 1) : 1;
    }

    /** The number of values that are less. */
    private int lower(double value) {
        return SortedSearch.first(sorted.length, i -> sorted[i] < value);
    }
}
