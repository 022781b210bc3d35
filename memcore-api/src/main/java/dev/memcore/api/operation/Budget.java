package dev.memcore.api.operation;

import dev.memcore.api.check.Arguments;
import java.time.Duration;

/**
 * How much one run of maintenance may do. What is left is done by the next run.
 *
 * @param operations how many operations at most, 1 to 1,000,000
 * @param time after which no further scope is begun, and no policy asked again that has something to say; a run does a part of its work
 *     however short it is
 */
public record Budget(int operations, Duration time) {
    /** Checks the ranges. */
    public Budget {
        Arguments.atMost(Arguments.positive(operations, "operations"), 1_000_000, "operations");
        if (Arguments.present(time, "time").isNegative() || time.isZero()) {
            throw Arguments.invalid("time must be positive, but is " + time);
        }
    }

    /** 10,000 operations, an hour. */
    public static Budget ofDefaults() {
        return ofOperations(10_000);
    }

    /** So many operations, an hour. */
    public static Budget ofOperations(int operations) {
        return new Budget(operations, Duration.ofHours(1));
    }

    /** This budget with another limit of time. */
    public Budget withTime(Duration time) {
        return new Budget(operations, time);
    }
}
