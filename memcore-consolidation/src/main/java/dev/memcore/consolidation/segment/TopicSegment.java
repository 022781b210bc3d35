package dev.memcore.consolidation.segment;

import dev.memcore.api.check.Arguments;
import java.util.List;

/**
 * A range of messages: those with the indexes {@code from} (inclusive) to {@code to} (exclusive). Never empty.
 *
 * @param from not negative
 * @param to greater than from
 */
public record TopicSegment(int from, int to) {
    /** Checks that there is something in it. */
    public TopicSegment {
        Arguments.atLeast(from, 0, "from");
        Arguments.atLeast(to, from + 1, "to");
    }

    /** The number of messages. */
    public int size() {
        return to - from;
    }

    /** Its messages: a view of all. */
    public <T> List<T> of(List<T> all) {
        return Arguments.present(all, "all").subList(from, to);
    }
}
