package dev.memcore.consolidation.eviction;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The number of memories of each group that stay whatever their value.
 *
 * @param what a description for names; empty if there is no floor
 * @param group the group of a memory
 * @param least the number of a group that stays, not negative
 */
public record ValueFloor(String what, Function<Memory, String> group, ToIntFunction<String> least) {
    /** The only group if there is no floor. */
    public static final String ALL = "";

    /** No floor: no memory stays because of its group. */
    public static final ValueFloor NONE = new ValueFloor("", memory -> ALL, group -> 0);

    /** Whether there is no floor. */
    public boolean isNone() {
        return what.isEmpty();
    }

    /**
     * Returns a floor that keeps the same number of memories in each group, those of the highest value.
     *
     * @param what names the group, such as "session"
     * @param least the number that stays per group, not negative
     * @param group the group of a memory
     */
    public static ValueFloor ofEach(String what, int least, Function<Memory, String> group) {
        Arguments.notNegative(least, "the number that stays of each " + what);
        return new ValueFloor(", " + least + " of each " + what + " stay", group, any -> least);
    }
}
