package dev.memcore.consolidation.value;

import dev.memcore.api.Memory;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The improbability of the words of a text among those of its scope. Holds a hash and a count for each word of the
 * scope.
 */
final class Surprisal implements ValueFunction {
    static final int COUNTED = 5;

    private final Map<Long, Integer> counts = new HashMap<>();
    private long words;

    private Surprisal() {}

    static Surprisal over(ScopeView scope) {
        Surprisal surprisal = new Surprisal();
        try (Stream<Memory> memories = scope.memories()) {
            memories.forEachOrdered(memory -> HashedWords.of(memory.text()).forEach(surprisal::count));
        }
        return surprisal;
    }

    private void count(long word) {
        words++;
        counts.merge(word, 1, Integer::sum);
    }

    @Override
    public double value(Memory memory, Usage usage, Instant now) {
        double most = Math.log((double) words + counts.size());
        double[] least = HashedWords.of(memory.text())
                .distinct()
                .mapToDouble(word -> Math.log(counts.getOrDefault(word, 0) + 1.0) / most)
                .sorted()
                .limit(COUNTED)
                .toArray();
        return least.length == 0 ? 0 : 1 - DoubleStream.of(least).sum() / least.length;
    }
}
