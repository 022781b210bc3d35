package dev.memcore.api.fact;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Status;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One value of a keyed fact, when it was valid, and when that was known: a line of {@link MemoryView#timeline}.
 *
 * @param memory the version that says it
 * @param validFrom from when on the value is valid; null: since ever, as far as is known
 * @param validTo until when, exclusive; null: no end is known
 * @param recordedFrom when the value was first recorded
 * @param recordedTo when it was replaced by another value for the same time, or by a later text of the same memory; null: it was
 *     not
 * @param status {@link Status#ACTIVE}: this is what is now known of the time from {@code validFrom} to {@code validTo}, also if
 *     that is over; {@link Status#SUPERSEDED}: nothing is left of it, and the validity is what it said itself
 */
public record FactValue(
        Memory memory,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        Instant recordedFrom,
        @Nullable Instant recordedTo,
        Status status) {
    /** Checks that nothing is missing. */
    public FactValue {
        Arguments.present(memory, "memory");
        Arguments.present(recordedFrom, "recordedFrom");
        Arguments.present(status, "status");
        Moments.requireOrder(validFrom, validTo);
    }

    /** The text of the value. */
    public String text() {
        return memory.text();
    }

    /** Whether this is what is known to be valid at a moment. */
    public boolean validAt(Instant moment) {
        Arguments.present(moment, "moment");
        return status == Status.ACTIVE && Moments.within(validFrom, validTo, moment);
    }
}
