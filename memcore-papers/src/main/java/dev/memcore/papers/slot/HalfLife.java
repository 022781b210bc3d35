package dev.memcore.papers.slot;

import dev.memcore.api.check.Arguments;

/** Half-lives of values that are updated by {@linkplain SlotUpdates#blend blending}. */
public final class HalfLife {
    private HalfLife() {}

    /**
     * Returns the number of updates of one slot after which half of an earlier value, or of the distance from a prior,
     * remains: {@code ln(1/2) / ln(1 - a)}.
     */
    public static double ofBlend(double a) {
        Arguments.unit(a, "a");
        return Math.log(0.5) / Math.log1p(-a);
    }

    /**
     * Returns the half-life in writes to a {@link SlotMemory}, which updates its slots in turn: {@code slots} times
     * {@link #ofBlend}.
     */
    public static double inWrites(int slots, double a) {
        return Arguments.atLeast(slots, 1, "slots") * ofBlend(a);
    }

    /**
     * Returns the remaining share of a value in a {@link SlotMemory} after a number of further writes: {@code (1 -
     * a)^floor(writes / slots)}.
     */
    public static double left(int slots, double a, long writes) {
        Arguments.unit(a, "a");
        return Math.pow(1 - a, (double) Math.floorDiv(writes, Arguments.atLeast(slots, 1, "slots")));
    }
}
