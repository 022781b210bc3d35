package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.UUID;

/**
 * The id of a memory: 128 bits that sort by time of creation. The layout is that of a version 7 UUID (RFC 9562): 48
 * bits of milliseconds, then a counter and random bits. Ids are compared as unsigned numbers, most significant bits
 * first.
 */
public record MemoryId(long mostSignificant, long leastSignificant) implements Comparable<MemoryId> {
    /**
     * Parses an id in the usual notation of UUIDs, which {@link #toString()} returns.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the text is not an id
     */
    public static MemoryId parse(String text) {
        try {
            UUID uuid = UUID.fromString(Arguments.name(text, "id"));
            return new MemoryId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
        } catch (IllegalArgumentException e) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, "not a memory id: " + text, e);
        }
    }

    @Override
    public int compareTo(MemoryId other) {
        int high = Long.compareUnsigned(mostSignificant, other.mostSignificant);
        return high != 0 ? high : Long.compareUnsigned(leastSignificant, other.leastSignificant);
    }

    @Override
    public String toString() {
        return new UUID(mostSignificant, leastSignificant).toString();
    }
}
