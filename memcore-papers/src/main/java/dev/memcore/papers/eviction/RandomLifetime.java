package dev.memcore.papers.eviction;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.arithmetic.Hashes;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;

/**
 * Every so many memories recorded, a share of all before them dies by chance, so {@code (1 - share)^t} of them outlive t such
 * steps. Each memory has its whole life, drawn once from that distribution by a hash of seed and id: so nothing dies when
 * nothing was recorded, and it does not matter how often one looks.
 *
 * <p>Less than 0 for the dead, the lower the older; 0 for the living.
 *
 * @param share that dies in a step, in [0, 1]
 * @param perStep how many memories recorded make a step, positive
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
