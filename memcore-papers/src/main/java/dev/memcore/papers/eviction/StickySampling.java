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
 * The newest of the tier hold a share of the capacity, the past the rest: drawn without replacement with a probability that is
 * proportional to {@code uses + floor}, by the keys {@code u^(1 / weight)} of Efraimidis and Spirakis (2006), whose greatest
 * stay. Chance is a hash of seed and id, so what stays is drawn anew only as far as uses change.
 *
 * @param past the share of the capacity for the past, tau, in [0, 1]
 * @param floor the weight of what was never used, positive: without it that would vanish first
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
