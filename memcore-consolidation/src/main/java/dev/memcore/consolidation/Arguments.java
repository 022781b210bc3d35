package dev.memcore.consolidation;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import java.time.Duration;

/** The checks of what a policy is made with. */
final class Arguments {
    private Arguments() {}

    static int notNegative(int value, String what) {
        require(value >= 0, what + " must not be negative, but is " + value);
        return value;
    }

    static int positive(int value, String what) {
        require(value > 0, what + " must be positive, but is " + value);
        return value;
    }

    static Duration positive(Duration value, String what) {
        require(value.toMillis() > 0, what + " must be at least a millisecond, but is " + value);
        return value;
    }

    static double finite(double value, String what) {
        require(Double.isFinite(value) && value >= 0, what + " must be finite and not negative, but is " + value);
        return value;
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new MemoryException(ErrorCode.INVALID_ARGUMENT, otherwise);
        }
    }
}
