package dev.memcore.retrieval;

import dev.memcore.api.Reader;
import dev.memcore.spi.ReadTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which documents a look-up may return at all.
 *
 * @param reader who looks; null: sees everything
 * @param activeOnly whether only what is active is meant
 * @param moment the moment by which a version was recorded, and not replaced, to the millisecond; null: whenever
 */
record Sight(
        @Nullable Reader reader,
        boolean activeOnly,
        @Nullable Instant moment) {
    /** The active documents that a reader sees at a time. */
    static Sight of(Reader reader, ReadTime time) {
        return new Sight(reader, true, time.past() ? time.at().truncatedTo(ChronoUnit.MILLIS) : null);
    }

    /** The documents that a reader sees, whatever their status, and whenever they were recorded. */
    static Sight ofAny(@Nullable Reader reader) {
        return new Sight(reader, false, null);
    }

    /** This sight, whenever something was recorded. */
    Sight always() {
        return new Sight(reader, activeOnly, null);
    }
}
