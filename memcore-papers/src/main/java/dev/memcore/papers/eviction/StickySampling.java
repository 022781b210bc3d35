package dev.memcore.papers.eviction;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.arithmetic.Hashes;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;

/**
 * Keeps the newest memories of a tier in one share of the capacity, and a random sample of older ones in the rest. The
 * sample is drawn without replacement, with a probability proportional to {@code uses + floor}. For this, each older
 * memory has the value {@code u^(1 / weight)} (Efraimidis and Spirakis, 2006), and the greatest values stay. The random
 * number u is a hash of seed and id, so the sample changes only if uses change.
 *
 * @param past the share of the capacity for older memories, tau, in [0, 1]
 * @param floor the weight of a memory without uses, positive; without it unused memories would always be removed first
 */
public record StickySampling(Tier tier, int capacity, double past, double floor, long seed) implements Valuation {
    /** Checks the share and the floor. */
    public StickySampling {
        Arguments.unit(past, "the share of the past");
        Arguments.positive(floor, "the floor");
    }

    @Override
    public ValueFunction over(ScopeView scope) {
        RecordingOrder order = RecordingOrder.of(scope, memory -> memory.tier() == tier);
        long newest = Math.round((1 - past) * capacity);
        return (memory, usage, now) -> order.after(memory.id()) < newest ? 1 : key(memory.id(), usage.uses() + floor);
    }

    private double key(MemoryId id, double weight) {
        return Math.pow(Hashes.unit(Hashes.of(id, seed)), 1 / weight);
    }
}
