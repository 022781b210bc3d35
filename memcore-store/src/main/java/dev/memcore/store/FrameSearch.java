package dev.memcore.store;

import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Looks for intact frames in bytes of which nothing is known, as they lie behind a bad frame. */
final class FrameSearch {
    private final byte[] bytes;
    private final long base;
    private final StoreId store;

    /**
     * A search.
     *
     * @param bytes the segment from some place on
     * @param base that place's offset in the segment
     */
    FrameSearch(byte[] bytes, long base, StoreId store) {
        this.bytes = bytes;
        this.base = base;
        this.store = store;
    }

    /** The first intact frame with a sequence beyond a given one that begins at an offset or later, or null. O(bytes). */
    @Nullable
    Frame next(long fromOffset, long after) {
        for (int at = (int) (fromOffset - base); at <= bytes.length - FrameFormat.HEADER_BYTES; at++) {
            // Most places are dismissed by their first four bytes.
            int length = u32(at);
            if (length <= bytes.length - at - FrameFormat.HEADER_BYTES && FrameFormat.plausible(length)) {
                long sequence = (long) u32(at + 4) << 32 | (u32(at + 8) & 0xFFFFFFFFL);
                if (plausible(sequence, after) && bytes[at + 12] == FrameFormat.COMMIT && intact(at, length)) {
                    int lag = u32(at + 11) & 0xFFFF;
                    return new Frame(base + at, sequence, lag, payload(at, length));
                }
            }
        }
        return null;
    }

    /** So many frames cannot lie in between that the sequence is further off than there are bytes. */
    private boolean plausible(long sequence, long after) {
        return sequence > after && sequence - after <= bytes.length + (long) FrameFormat.MAX_LAG;
    }

    private boolean intact(int at, int length) {
        CRC32C crc = store.checksum();
        crc.update(bytes, at + FrameFormat.HEADER_BYTES, length);
        crc.update(bytes, at, FrameFormat.CHECKED_HEADER_BYTES);
        return (int) crc.getValue() == u32(at + FrameFormat.CHECKED_HEADER_BYTES);
    }

    private byte[] payload(int at, int length) {
        byte[] payload = new byte[length];
        System.arraycopy(bytes, at + FrameFormat.HEADER_BYTES, payload, 0, length);
        return payload;
    }

    private int u32(int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
    }
}
