package dev.memcore.papers.slot;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;

/** The implementations of {@link SlotUpdate}. */
public final class SlotUpdates {
    private SlotUpdates() {}

    /** Replaces the old value by the new one. */
    public static SlotUpdate replace() {
        return (old, fresh, count) -> fresh;
    }

    /**
     * {@code (1 - a) * old + a * new}: ELMUR's blend (2025), and the exponential moving average. After n further
     * updates, the weight of a value is {@code (1 - a)^n} of what it was; see {@link HalfLife#ofBlend}.
     *
     * @param a in [0, 1]; ELMUR's own defaults are between .05 and .999
     */
    public static SlotUpdate blend(double a) {
        Arguments.unit(a, "a");
        return (old, fresh, count) -> Vectors.blend(old, fresh, a);
    }

    /**
     * {@code old + (new - old) / (count + 1)}: the mean of all values so far (Compressed Context Memory, Kim et al.,
     * 2024, "merge").
     */
    public static SlotUpdate runningMean() {
        return (old, fresh, count) -> {
            double[] mean = old.clone();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (fresh[i] - old[i]) / (count + 1.0);
            }
            return mean;
        };
    }

    /**
     * {@code forget * old + input * new}: the gates of LM2 (Kang et al., 2025), given as numbers rather than learned.
     *
     * @param input the share of the new value that comes in, in [0, 1]
     * @param forget the share of the old value that stays, in [0, 1]: 0 forgets it
     */
    public static SlotUpdate gated(double input, double forget) {
        Arguments.unit(input, "input");
        Arguments.unit(forget, "forget");
        return (old, fresh, count) -> {
            double[] sum = Vectors.scaled(forget, old);
            Vectors.add(sum, input, fresh);
            return sum;
        };
    }

    /**
     * Like {@link #gated}, with gates that depend on the two values: {@code input = base * novelty} with novelty {@code
     * (1 - cosine) / 2}, and {@code forget = 1 - input}. So a new value that is similar to the old one changes it
     * little.
     *
     * @param base the input gate for a new value opposite to the old one, in [0, 1]
     */
    public static SlotUpdate gatedByNovelty(double base) {
        Arguments.unit(base, "base");
        return (old, fresh, count) -> Vectors.blend(old, fresh, base * (1 - Vectors.cosine(old, fresh)) / 2);
    }

    /**
     * {@code old + rate * (|new| - old.u) u}, where u is the direction of the new value: the delta rule (Widrow and
     * Hoff, Adaptive Switching Circuits, 1960) for a single row. With rate 1 the slot takes the new value along its
     * direction, and keeps its old value orthogonal to it. A new value of zeros changes nothing.
     *
     * @param rate in [0, 1]
     */
    public static SlotUpdate delta(double rate) {
        Arguments.unit(rate, "rate");
        return (old, fresh, count) -> {
            double[] direction = Vectors.unit(fresh);
            double error = Vectors.dot(fresh, direction) - Vectors.dot(old, direction);
            double[] next = old.clone();
            Vectors.add(next, rate * error, direction);
            return next;
        };
    }

    /**
     * {@code old + rate * (prior - old)}, regardless of the new value: the slot returns to its prior, as unused slots
     * of Memformer do (Wu et al., 2022). See {@link HalfLife#ofBlend}.
     *
     * @param rate in [0, 1]
     */
    public static SlotUpdate driftTo(double[] prior, double rate) {
        double[] to = Arguments.vector(prior, Arguments.present(prior, "prior").length, "prior")
                .clone();
        Arguments.unit(rate, "rate");
        return (old, fresh, count) -> Vectors.blend(old, Arguments.vector(to, old.length, "prior"), rate);
    }
}
