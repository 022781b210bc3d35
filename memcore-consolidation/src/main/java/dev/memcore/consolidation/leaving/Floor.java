package dev.memcore.consolidation.leaving;

import dev.memcore.api.Memory;
import dev.memcore.consolidation.arithmetic.Checks;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * How many of each group stay, whatever they are worth.
 *
 * @param what in words, for names; empty: nothing
 * @param group the group of a memory
 * @param least how many of a group stay, not negative
 */
public record Floor(String what, Function<Memory, String> group, ToIntFunction<String> least) {
    /** The only group where there is no floor. */
    public static final String ALL = "";

    /** Nothing stays for its group. */
    public static final Floor NONE = new Floor("", memory -> ALL, group -> 0);

    /** Whether there is no floor. */
    public boolean isNone() {
        return what.isEmpty();
    }

    /** The best so many of each group stay. */
    public static Floor ofEach(String what, int least, Function<Memory, String> group) {
        Checks.notNegative(least, "the number that stays of each " + what);
        return new Floor(", " + least + " of each " + what + " stay", group, any -> least);
    }
}
