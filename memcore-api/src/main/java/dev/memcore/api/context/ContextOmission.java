package dev.memcore.api.context;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;

/**
 * A memory that belongs to a {@link Context} but has no line of its own there, and why.
 *
 * @param memory the memory
 * @param reason why it was left out
 */
public record ContextOmission(MemoryId memory, Reason reason) {
    /** Why a memory was left out. */
    public enum Reason {
        /** Its line did not fit into the budget, or into the share of its section. */
        BUDGET,
        /** The window of the session shows it. */
        WINDOW,
        /** Another line has the same text, apart from case, punctuation and spaces. */
        COPY
    }

    /** Checks that nothing is missing. */
    public ContextOmission {
        Arguments.present(memory, "memory");
        Arguments.present(reason, "reason");
    }
}
