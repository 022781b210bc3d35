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
 * What one keyed fact says of its own validity. Which of the facts of a key is valid when follows from all of them together, see
 * {@link FactTimeline}. Moments are milliseconds since 1970.
 *
 * @param id the memory
 * @param told when the fact was created: later versions, of a pin or an undo, do not make it newer
 * @param start from when on it is valid; {@link #ALWAYS}: since ever
 * @param startKnown whether that is what it says itself; if not, it is also valid before, as far as nothing else is
 * @param end until when it is valid, exclusive; {@link #FOREVER}: no end is known
 * @param endKnown whether its validity has an end that was said, so that it claims all of its interval; if not, it is valid until
 *     something else is
 */
public record KeyedFact(MemoryId id, long told, long start, boolean startKnown, long end, boolean endKnown) {
    /** Checks that nothing is missing. */
    public KeyedFact {
        Arguments.present(id, "id");
    }

    /** Before all moments. */
    public static final long ALWAYS = Long.MIN_VALUE;

    /** After all moments. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** The order in which facts were told; facts of one moment by their ids. */
    public static final Comparator<KeyedFact> AS_TOLD =
            Comparator.comparingLong(KeyedFact::told).thenComparing(KeyedFact::id);

    /**
     * What a memory says; null: it is not a keyed fact, or its fact was taken back. A fact was taken back if it was forgotten,
     * quarantined or erased. It was not if a policy of maintenance has forgotten it, which says that it is not worth keeping and not that
     * it was wrong, nor if it was superseded: the facts that it replaced stay replaced.
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

    /** What a version of a keyed fact says of its validity, whatever its status. */
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

    /** When the event was of which a fact tells; null: it is not known, or still to come, and so not what made the fact true. */
    private static @Nullable Long happened(@Nullable EventTime event, long told) {
        return event == null || event.start().toEpochMilli() > told
                ? null
                : Long.valueOf(event.start().toEpochMilli());
    }

    /** A fact that has expired is not valid any more, whatever it says. */
    private static long end(Observation seen) {
        Instant to = seen.validTo();
        Instant expiry = seen.expiresAt();
        long end = to == null ? FOREVER : to.toEpochMilli();
        return expiry == null ? end : Math.min(end, expiry.toEpochMilli());
    }
}
