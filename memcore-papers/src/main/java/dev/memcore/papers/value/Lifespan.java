package dev.memcore.papers.value;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;

/**
 * The remaining life of an engram in Memoria (Park and Bak, 2024): it begins with so many steps, loses one with each step, and
 * wins {@code scale} with each use; dead at 0 or less. A step is so many memories recorded since.
 *
 * <p>In the paper a step gives each engram recalled in it {@code scale} times its share of the attention times their number,
 * which is {@code scale} on average. How much a use weighed is not kept, so each counts as an average one.
 *
 * @param initial the steps to live without use, positive
 * @param scale the steps won by a use, not negative
 * @param perStep how many memories recorded make a step, positive
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
