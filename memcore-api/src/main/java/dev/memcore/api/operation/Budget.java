package dev.memcore.api.operation;

import dev.memcore.api.check.Arguments;
import java.time.Duration;

/**
 * The maximum work of one maintenance run. The next run continues with the rest.
 *
 * @param operations the maximum number of operations, 1 to 1,000,000
 * @param time the time limit. After it, the run starts no further scope and does not call a policy again that has more
 *     operations. Even with a very short limit, each run makes some progress
 */
public record Budget(int operations, Duration time) {
    /** Checks the ranges. */
    public Budget {
        Arguments.atMost(Arguments.positive(operations, "operations"), 1_000_000, "operations");
        if (Arguments.present(time, "time").isNegative() || time.isZero()) {
            throw Arguments.invalid("time must be positive, but is " + time);
        }
    }

    /** Returns a budget of 10,000 operations and one hour. */
    public static Budget ofDefaults() {
        return ofOperations(10_000);
    }

    /** Returns a budget of the given number of operations and one hour. */
    public static Budget ofOperations(int operations) {
        return new Budget(operations, Duration.ofHours(1));
    }

    /** Returns this budget with another time limit. */
    public Budget withTime(Duration time) {
        return new Budget(operations, time);
    }
}
