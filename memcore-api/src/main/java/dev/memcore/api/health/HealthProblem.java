package dev.memcore.api.health;

import dev.memcore.api.check.Arguments;

/**
 * A problem that a store has now.
 *
 * @param cause the kind of problem
 * @param detail what was observed, with values and limits; contains no text of memories or queries
 */
public record HealthProblem(HealthCause cause, String detail) {
    /** Checks that nothing is missing. */
    public HealthProblem {
        Arguments.present(cause, "cause");
        Arguments.present(detail, "detail");
    }

    /** Returns the status of a store with this problem. */
    public HealthStatus status() {
        return cause.status();
    }

    /** Returns what to do about it. */
    public String action() {
        return cause.action();
    }
}
