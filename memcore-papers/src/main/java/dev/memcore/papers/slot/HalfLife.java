package dev.memcore.papers.slot;

import dev.memcore.api.check.Arguments;

/** After how many updates half of something is left. */
public final class HalfLife {
    private HalfLife() {}

    /** {@code ln(1/2) / ln(1 - a)} updates of the same slot: of what was blended over, or of the distance from a prior. */
    public static double ofBlend(double a) {
        Arguments.unit(a, "a");
        return Math.log(0.5) / Math.log1p(-a);
    }

    /** The same in writes to a {@link SlotMemory}, which come to each of its slots in turn: {@code slots} times as many. */
    public static double inWrites(int slots, double a) {
        return Arguments.atLeast(slots, 1, "slots") * ofBlend(a);
    }

    /** What is left in a {@link SlotMemory} of what was written {@code writes} ago, as a share: {@code (1 - a)^floor(writes / slots)}. */
    public static double left(int slots, double a, long writes) {
        Arguments.unit(a, "a");
        return Math.pow(1 - a, (double) Math.floorDiv(writes, Arguments.atLeast(slots, 1, "slots")));
    }
}
