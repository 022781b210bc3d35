package dev.memcore.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a memory has served so far.
 *
 * @param uses how often it was used, whatever came of it
 * @param succeeded how many of these are known to have gone well
 * @param failed how many are known to have gone wrong
 * @param lastUsed when it was used last, or null: never
 */
public record Usage(
        int uses, int succeeded, int failed, @Nullable Instant lastUsed) {
    /** Not used yet. */
    public static final Usage NONE = new Usage(0, 0, 0, null);

    /** Checks the counts. */
    public Usage {
        if (uses < 0 || succeeded < 0 || failed < 0 || (long) succeeded + failed > uses) {
            throw Require.invalid("counts of uses must not be negative, nor outcomes exceed uses: " + uses + ", "
                    + succeeded + ", " + failed);
        }
        lastUsed = Moments.optionalToMillis(lastUsed);
    }

    /** One more use. */
    public Usage plus(Outcome outcome, Instant at) {
        return plus(new Usage(1, outcome == Outcome.SUCCEEDED ? 1 : 0, outcome == Outcome.FAILED ? 1 : 0, at));
    }

    /** These and further uses. Counts stop at {@link Integer#MAX_VALUE}. */
    public Usage plus(Usage more) {
        Instant last = lastUsed == null || (more.lastUsed != null && more.lastUsed.isAfter(lastUsed))
                ? more.lastUsed
                : lastUsed;
        long uses = Math.min(Integer.MAX_VALUE, (long) this.uses + more.uses);
        int succeeded = (int) Math.min(uses, (long) this.succeeded + more.succeeded);
        int failed = (int) Math.min(uses - succeeded, (long) this.failed + more.failed);
        return new Usage((int) uses, succeeded, failed, last);
    }
}
