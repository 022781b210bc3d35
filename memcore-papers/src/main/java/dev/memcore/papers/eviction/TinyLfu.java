package dev.memcore.papers.eviction;

import dev.memcore.api.Tier;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Admission by frequency (Einziger, Friedman and Manes, TinyLFU, 2017; the window as in Caffeine). The newest memories
 * form a window of 1 % of the capacity. A memory that leaves the window replaces the least recently used of the others
 * if it was used more often; otherwise it is removed itself.
 *
 * <p>The frequency is the memory's own count of uses. TinyLFU's count-min sketch of all keys is not needed, because
 * only recorded memories have uses. The frequency ages as in TinyLFU, in steps of {@value #SAMPLE} capacities: it is
 * halved for each such number of memories recorded since the last use.
 */
public record TinyLfu(Tier tier, int capacity) implements Valuation {
    static final int SAMPLE = 10;
    private static final int WINDOW = 100;

    private static final Comparator<EvictionOrder.Member> LEAST_RECENTLY_USED =
            Comparator.comparing(EvictionOrder.Member::touched).thenComparing(EvictionOrder.Member::id);

    @Override
    public ValueFunction over(ScopeView scope) {
        int beyond = RecordingOrder.of(scope, memory -> memory.tier() == tier).size() - capacity;
        List<EvictionOrder.Member> members = EvictionOrder.members(scope, tier);
        int window = Math.min(members.size(), Math.ceilDiv(capacity, WINDOW));
        int settled = members.size() - window;
        int admitted = Math.max(0, settled - Math.max(0, beyond));
        RecordingOrder order = RecordingOrder.of(scope);
        PriorityQueue<EvictionOrder.Member> main = new PriorityQueue<>(LEAST_RECENTLY_USED);
        main.addAll(members.subList(0, admitted));
        List<EvictionOrder.Member> leaving = new ArrayList<>();
        for (EvictionOrder.Member candidate : members.subList(admitted, settled)) {
            EvictionOrder.Member victim = main.peek();
            if (victim != null && frequency(candidate.usage(), order) > frequency(victim.usage(), order)) {
                leaving.add(main.remove());
                main.add(candidate);
            } else {
                leaving.add(candidate);
            }
        }
        return EvictionOrder.of(leaving);
    }

    private long frequency(Usage usage, RecordingOrder order) {
        Instant used = usage.lastUsed();
        long sample = (long) SAMPLE * Math.max(1, capacity);
        long halvings = used == null ? 0 : order.after(used) / sample;
        return halvings >= Integer.SIZE ? 0 : usage.uses() >> (int) halvings;
    }
}
