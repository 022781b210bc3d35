package dev.memcore.papers.value;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;

/**
 * The recall frequency of M+ (Wang et al., 2025): begins with a value, wins 1 with each recall, and loses a constant with each
 * consolidation; what has .01 or less may be dropped. A consolidation is so many memories recorded since.
 *
 * @param initial the value at first, not negative
 * @param decay what a consolidation takes, not negative
 * @param perStep how many memories recorded make a consolidation, positive
 */
public record RecallFrequency(double initial, double decay, int perStep) implements Valuation {
    /** What has so much or less is dropped: the released code. */
    public static final double DROPPED = 0.01;

    /** Checks the constants. */
    public RecallFrequency {
        Arguments.notNegative(initial, "initial");
        Arguments.notNegative(decay, "decay");
        Arguments.positive(perStep, "perStep");
    }

    @Override
    public ValueFunction over(ScopeView scope) {
        RecordingOrder order = RecordingOrder.of(scope);
        return (memory, usage, now) ->
                initial + usage.uses() - decay * Math.floorDiv(order.after(memory.id()), perStep);
    }
}
