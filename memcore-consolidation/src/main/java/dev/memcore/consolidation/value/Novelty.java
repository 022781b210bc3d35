package dev.memcore.consolidation.value;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The share of a text that no single earlier memory has. One pass; a text of w words costs O(w). Holds a number for
 * each memory, and the latest {@value #LATEST} memories of each word.
 */
final class Novelty implements ValueFunction {
    static final int LATEST = 32;

    private final Map<MemoryId, Double> novelty = new HashMap<>();
    private final Map<Long, Deque<Integer>> latest = new HashMap<>();

    private Novelty() {}

    static Novelty over(ScopeView scope) {
        Novelty all = new Novelty();
        try (Stream<Memory> memories = scope.memories()) {
            memories.forEachOrdered(all::add);
        }
        all.latest.clear();
        return all;
    }

    private void add(Memory memory) {
        long[] words = HashedWords.of(memory.text()).distinct().toArray();
        Map<Integer, Integer> shared = new HashMap<>();
        int number = novelty.size();
        for (long word : words) {
            Deque<Integer> before = latest.computeIfAbsent(word, none -> new ArrayDeque<>(2));
            before.forEach(earlier -> shared.merge(earlier, 1, Integer::sum));
            if (before.size() == LATEST) {
                before.removeFirst();
            }
            before.addLast(number);
        }
        int most = shared.isEmpty() ? 0 : Collections.max(shared.values());
        novelty.put(memory.id(), words.length == 0 ? 0 : 1 - (double) most / words.length);
    }

    @Override
    public double value(Memory memory, Usage usage, Instant now) {
        return novelty.getOrDefault(memory.id(), 1.0);
    }
}
