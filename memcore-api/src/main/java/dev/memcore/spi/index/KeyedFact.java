package dev.memcore.spi.index;

import dev.memcore.api.EventTime;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.fact.FactKey;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The validity that one keyed fact states. The actual validity depends on all facts with the same key, see {@link
 * FactTimeline}. All times are milliseconds since 1970.
 *
 * @param id the id of the memory
 * @param told the creation time of the fact; later versions, for example of a pin or an undo, do not change it
 * @param start the start of the validity, or {@link #ALWAYS} if it has no start
 * @param startKnown whether the fact states its start; if not, it is also valid before {@code start}, as far as no
 *     other fact is
 * @param end the end of the validity, exclusive, or {@link #FOREVER} if no end is known
 * @param endKnown whether the fact states the end of its validity, so that it replaces other facts in its whole
 *     interval; if not, it is valid until another fact is
 */
public record KeyedFact(MemoryId id, long told, long start, boolean startKnown, long end, boolean endKnown) {
    /** Checks that nothing is missing. */
    public KeyedFact {
        Arguments.present(id, "id");
    }

    /** The start of a validity without a start; before all other times. */
    public static final long ALWAYS = Long.MIN_VALUE;

    /** The end of a validity without an end; after all other times. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** The order in which facts were told. Facts that were told at the same time are ordered by id. */
    public static final Comparator<KeyedFact> AS_TOLD =
            Comparator.comparingLong(KeyedFact::told).thenComparing(KeyedFact::id);

    /**
     * Returns the validity that a memory states, or null if it is not a keyed fact or its fact was retracted. A fact
     * was retracted if it was forgotten, quarantined or erased. There are two exceptions. If a maintenance policy has
     * forgotten the fact, it was not worth keeping, but it was not wrong. And if the fact is superseded, the facts that
     * it replaced stay replaced.
     */
    public static @Nullable KeyedFact of(Memory memory) {
        return FactKey.of(Arguments.present(memory, "memory").observation()) == null || !isUpheld(memory)
                ? null
                : saidBy(memory);
    }

    private static boolean isUpheld(Memory memory) {
        return switch (memory.status()) {
            case ACTIVE, SUPERSEDED -> true;
            case FORGOTTEN -> memory.cause().isPolicy();
            case QUARANTINED, ERASED -> false;
        };
    }

    /** Returns the validity that a version of a keyed fact states, whatever its status. */
    public static KeyedFact saidBy(Memory memory) {
        Observation seen = Arguments.present(memory, "memory").observation();
        long told = memory.createdAt().toEpochMilli();
        long end = end(seen);
        Instant from = seen.validFrom();
        Long start = from == null ? happened(seen.eventTime(), told) : Long.valueOf(from.toEpochMilli());
        if (start != null && start < end) {
            return new KeyedFact(memory.id(), told, start, true, end, seen.validTo() != null);
        }
        long since = told < end ? told : ALWAYS;
        return new KeyedFact(memory.id(), told, since, false, end, seen.validTo() != null);
    }

    /**
     * Returns the start of the event, or null if it is unknown or later than {@code told}. A future event cannot be the
     * start of a present validity.
     */
    private static @Nullable Long happened(@Nullable EventTime event, long told) {
        return event == null || event.start().toEpochMilli() > told
                ? null
                : Long.valueOf(event.start().toEpochMilli());
    }

    /** Returns the end of the validity. An expiry also ends it. */
    private static long end(Observation seen) {
        Instant to = seen.validTo();
        Instant expiry = seen.expiresAt();
        long end = to == null ? FOREVER : to.toEpochMilli();
        return expiry == null ? end : Math.min(end, expiry.toEpochMilli());
    }
}
