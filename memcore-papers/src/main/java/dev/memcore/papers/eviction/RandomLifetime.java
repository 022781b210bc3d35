package dev.memcore.papers.eviction;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.arithmetic.Hashes;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;

/**
 * Gives memories a random lifetime. In each step a share of all earlier memories expires, so a share of {@code (1 -
 * share)^t} outlives t steps. The lifetime of a memory is drawn once from this distribution, by a hash of seed and id.
 * So no memory expires if none was recorded, and the number of runs has no effect.
 *
 * <p>The value is negative for expired memories, and lower for older ones; it is 0 for others.
 *
 * @param share the share that expires in a step, in [0, 1]
 * @param perStep the number of recorded memories in a step, positive
 */
public record RandomLifetime(double share, int perStep, long seed) implements Valuation {
    /** Checks the share and the step. */
    public RandomLifetime {
        Arguments.unit(share, "share");
        Arguments.positive(perStep, "perStep");
    }

    @Override
    public ValueFunction over(ScopeView scope) {
        RecordingOrder order = RecordingOrder.of(scope);
        return (memory, usage, now) -> {
            int since = order.after(memory.id());
            return isAlive(memory.id(), since / perStep) ? 0 : -1.0 - since;
        };
    }

    private boolean isAlive(MemoryId id, int steps) {
        return Hashes.unit(Hashes.of(id, seed)) < Math.pow(1 - share, steps);
    }
}
