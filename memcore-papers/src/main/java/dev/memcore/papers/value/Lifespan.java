package dev.memcore.papers.value;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;

/**
 * The remaining life of an engram in Memoria (Park and Bak, 2024): it starts with {@code initial} steps, loses one per
 * step, and gains {@code scale} per use. It is over at 0 or less. A step is {@code perStep} recorded memories.
 *
 * <p>In the paper, an engram recalled in a step gains {@code scale} times its share of the attention times the number
 * of recalled engrams, which is {@code scale} on average. Here every use counts as an average one, whatever its
 * attention.
 *
 * @param initial the steps to live without use, positive
 * @param scale the steps gained by a use, not negative
 * @param perStep the number of recorded memories in a step, positive
 */
public record Lifespan(double initial, double scale, int perStep) implements Valuation {
    /** The constants of the released language model: 9 steps to live, 8 more for a use; a step for each memory. */
    public static final Lifespan PAPER = new Lifespan(9, 8, 1);

    /** Checks the constants. */
    public Lifespan {
        Arguments.positive(initial, "initial");
        Arguments.notNegative(scale, "scale");
        Arguments.positive(perStep, "perStep");
    }

    @Override
    public ValueFunction over(ScopeView scope) {
        RecordingOrder order = RecordingOrder.of(scope);
        return (memory, usage, now) ->
                initial - Math.floorDiv(order.after(memory.id()), perStep) + scale * usage.uses();
    }
}
