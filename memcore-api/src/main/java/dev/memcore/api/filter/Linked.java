package dev.memcore.api.filter;

import dev.memcore.api.Link;
import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;

/**
 * A result of a {@link LinkWalk}.
 *
 * @param memory the memory
 * @param depth the number of steps from the start
 * @param by the link of the last step
 */
public record Linked(Memory memory, int depth, Link by) {
    /** Checks that nothing is missing. */
    public Linked {
        Arguments.present(memory, "memory");
        Arguments.present(by, "by");
    }
}
