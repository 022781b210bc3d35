package dev.memcore.consolidation.segment;

import dev.memcore.consolidation.arithmetic.Checks;
import java.util.List;

/**
 * A stretch of messages: those with the indexes {@code from} (inclusive) to {@code to} (exclusive). Never empty.
 *
 * @param from not negative
 * @param to greater than from
 */
public record Segment(int from, int to) {
    /** Checks that there is something in it. */
    public Segment {
        Checks.atLeast(from, 0, "from");
        Checks.atLeast(to, from + 1, "to");
    }

    /** The number of messages. */
    public int size() {
        return to - from;
    }

    /** Its messages: a view of all. */
    public <T> List<T> of(List<T> all) {
        return Checks.present(all, "all").subList(from, to);
    }
}
