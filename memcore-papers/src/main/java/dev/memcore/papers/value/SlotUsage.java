package dev.memcore.papers.value;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Instant;

/**
 * The usage of a slot in the differentiable neural computer (Graves et al., 2016), whose list of free slots starts with
 * the least used. An access changes the usage u to {@code u + w - u w}, and a step to {@code u * retention}. The
 * recording and each use are accesses. A step is {@code perStep} recorded memories. In [0, 1].
 *
 * <p>{@link Usage} has only the number of uses and the time of the last one, so uses are assumed to be spread evenly
 * between the recording and the last one. Then the usage after n uses is {@code a^n w + w (1 - a^n) / (1 - a)} with
 * {@code a = retention^steps (1 - w)}.
 *
 * @param weight the weight w of an access, in (0, 1]
 * @param retention the share that remains after a step, in [0, 1]
 * @param perStep the number of recorded memories in a step, positive
 */
public record SlotUsage(double weight, double retention, int perStep) implements Valuation {
    /** Checks the constants. */
    public SlotUsage {
        Arguments.share(weight, "weight");
        Arguments.unit(retention, "retention");
        Arguments.positive(perStep, "perStep");
    }

    @Override
    public ValueFunction over(ScopeView scope) {
        RecordingOrder order = RecordingOrder.of(scope);
        return (memory, usage, now) -> usage(memory, usage, order);
    }

    private double usage(Memory memory, Usage usage, RecordingOrder order) {
        int age = order.after(memory.id());
        Instant used = usage.lastUsed();
        int idle = used == null ? age : Math.min(age, order.after(used));
        double between = usage.uses() == 0 ? 0 : (age - idle) / (double) usage.uses();
        return afterUses(usage.uses(), between / perStep) * Math.pow(retention, idle / (double) perStep);
    }

    private double afterUses(int uses, double steps) {
        double a = Math.pow(retention, steps) * (1 - weight);
        double left = Math.pow(a, uses);
        return left * weight + (a == 1 ? 0 : weight * (1 - left) / (1 - a));
    }
}
