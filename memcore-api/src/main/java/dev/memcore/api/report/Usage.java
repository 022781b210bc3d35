package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import dev.memcore.api.operation.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The usage counts of a memory.
 *
 * @param uses the number of uses, whatever their outcome
 * @param succeeded the number of uses that are known to have succeeded
 * @param failed the number of uses that are known to have failed
 * @param lastUsed the time of the last use, or null if there was none
 * @param attention the sum of the attention weights of the uses, each in (0, 1]; in [0, uses]
 */
public record Usage(
        int uses, int succeeded, int failed, @Nullable Instant lastUsed, double attention) {
    /** The counts of a memory that was not used. */
    public static final Usage NONE = new Usage(0, 0, 0, null);

    /** Checks the counts. */
    public Usage {
        if (uses < 0 || succeeded < 0 || failed < 0 || (long) succeeded + failed > uses) {
            throw Arguments.invalid("counts of uses must not be negative, nor outcomes exceed uses: " + uses + ", "
                    + succeeded + ", " + failed);
        }
        if (!(attention >= 0 && attention <= uses)) {
            throw Arguments.invalid("attention must lie in [0, " + uses + "], the number of uses, but is " + attention);
        }
        lastUsed = Moments.optionalToMillis(lastUsed);
    }

    /** Creates counts of uses that each have the attention weight 1. */
    public Usage(int uses, int succeeded, int failed, @Nullable Instant lastUsed) {
        this(uses, succeeded, failed, lastUsed, Math.max(0, uses));
    }

    /** Returns these counts with one more use of weight 1. */
    public Usage plus(Outcome outcome, Instant at) {
        return plus(outcome, at, 1);
    }

    /**
     * Returns these counts with one more use.
     *
     * @param weight the attention weight of the use, in (0, 1]
     */
    public Usage plus(Outcome outcome, Instant at, double weight) {
        Arguments.present(outcome, "outcome");
        Arguments.present(at, "at");
        return plus(new Usage(1, outcome == Outcome.SUCCEEDED ? 1 : 0, outcome == Outcome.FAILED ? 1 : 0, at, weight));
    }

    /** Returns the sum of these counts and others. Counts stop at {@link Integer#MAX_VALUE}. */
    public Usage plus(Usage more) {
        Arguments.present(more, "more");
        Instant last = lastUsed == null || (more.lastUsed != null && more.lastUsed.isAfter(lastUsed))
                ? more.lastUsed
                : lastUsed;
        long uses = Math.min(Integer.MAX_VALUE, (long) this.uses + more.uses);
        int succeeded = (int) Math.min(uses, (long) this.succeeded + more.succeeded);
        int failed = (int) Math.min(uses - succeeded, (long) this.failed + more.failed);
        return new Usage((int) uses, succeeded, failed, last, Math.min((double) uses, attention + more.attention));
    }
}
