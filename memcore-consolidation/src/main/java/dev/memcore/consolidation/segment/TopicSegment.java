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
    /** Checks that the range is not empty. */
    public TopicSegment {
        Arguments.atLeast(from, 0, "from");
        Arguments.atLeast(to, from + 1, "to");
    }

    /** Returns the number of messages. */
    public int size() {
        return to - from;
    }

    /** Returns its messages, as a view of the given list. */
    public <T> List<T> of(List<T> all) {
        return Arguments.present(all, "all").subList(from, to);
    }
}
