package dev.memcore.papers.value;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Instant;

/**
 * The salience of HEMA (Ahn, 2025): {@code age * e^(-rate * a) + bonus * d}, where a is the number of memories recorded
 * since (turns in the paper), and d is 1 for a memory used within the last {@code recent} of them, otherwise 0. In [0,
 * age + bonus].
 *
 * <p>The formula as printed has {@code bonus * (1 - d)}, which rewards unused memories and contradicts its caption;
 * {@link #asPrinted} is for comparison only.
 *
 * @param age the weight of age, lambda; not negative
 * @param rate the rate at which age loses value per recorded memory, gamma; not negative
 * @param bonus the weight of a recent use, beta; not negative
 * @param recent the number of recorded memories within which a use is recent; positive
 * @param asPrinted whether the bonus goes to memories that were not used recently
 */
public record HemaSalience(double age, double rate, double bonus, int recent, boolean asPrinted) implements Valuation {
    /** The constants of the paper, with the bonus as in its caption. */
    public static final HemaSalience PAPER = new HemaSalience(1, 0.002, 0.5, 100, false);

    /** Checks the constants. */
    public HemaSalience {
        Arguments.notNegative(age, "age");
        Arguments.notNegative(rate, "rate");
        Arguments.notNegative(bonus, "bonus");
        Arguments.positive(recent, "recent");
    }

    @Override
    public ValueFunction over(ScopeView scope) {
        RecordingOrder order = RecordingOrder.of(scope);
        return (memory, usage, now) -> {
            Instant used = usage.lastUsed();
            return salience(order.after(memory.id()), used != null && order.after(used) < recent);
        };
    }

    private double salience(int since, boolean recentlyUsed) {
        return age * Math.exp(-rate * since) + (recentlyUsed == asPrinted ? 0 : bonus);
    }
}
