package dev.memcore.papers.value;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;

/**
 * The recall frequency of M+ (Wang et al., 2025): it starts with {@code initial}, gains 1 per recall, and loses {@code
 * decay} per consolidation. A memory with {@value #DROPPED} or less may be removed. A consolidation is {@code perStep}
 * recorded memories.
 *
 * @param initial the initial value, not negative
 * @param decay the loss per consolidation, not negative
 * @param perStep the number of recorded memories in a consolidation, positive
 */
public record RecallFrequency(double initial, double decay, int perStep) implements Valuation {
    /** The value up to which memories are removed, from the released code. */
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
