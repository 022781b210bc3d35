package dev.memcore.api.fact;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Status;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One value of a keyed fact with its valid time and its recorded time: an entry of {@link MemoryView#timeline}.
 *
 * @param memory the version that states the value
 * @param validFrom the start of the validity; null if no start is known
 * @param validTo the end of the validity, exclusive; null if no end is known
 * @param recordedFrom when the value was first recorded
 * @param recordedTo when another value for the same time, or a later text of the same memory, replaced it; null if it
 *     was not replaced
 * @param status {@link Status#ACTIVE} if this is the present knowledge about the time from {@code validFrom} to
 *     {@code validTo}, even if that time is over; {@link Status#SUPERSEDED} if other values replaced all of it, and
 *     then the validity is the one that the fact itself states
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

    /** Returns the text of the value. */
    public String text() {
        return memory.text();
    }

    /**
     * Returns whether the value is valid at a time: its status is {@link Status#ACTIVE} and its validity contains the
     * time. An unknown start or end excludes no time.
     */
    public boolean validAt(Instant moment) {
        Arguments.present(moment, "moment");
        return status == Status.ACTIVE && Moments.within(validFrom, validTo, moment);
    }
}
