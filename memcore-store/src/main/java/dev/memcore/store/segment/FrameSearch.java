package dev.memcore.store.segment;

import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.frame.Frame;
import dev.memcore.store.frame.FrameFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Searches for intact frames in arbitrary bytes, such as those after a bad frame. */
public final class FrameSearch {
    /** The largest plausible sequence: a thousand commits per second for nine thousand years. */
    private static final long MAX_SEQUENCE = 1L << 48;

    private final byte[] bytes;
    private final long base;
    private final StoreId store;

    /**
     * Creates a search.
     *
     * @param bytes the segment from an offset on
     * @param base that offset
     */
    public FrameSearch(byte[] bytes, long base, StoreId store) {
        this.bytes = bytes;
        this.base = base;
        this.store = store;
    }

    /**
     * Returns the first intact frame that begins at an offset or later and holds a commit after a given one, or null.
     * O(bytes).
     */
    @Nullable
    public Frame next(long fromOffset, long after) {
        for (int at = (int) (fromOffset - base); at <= bytes.length - FrameFormat.HEADER_BYTES; at++) {
            // The length in the first four bytes rules out most positions.
            int length = u32(at);
            if (length <= bytes.length - at - FrameFormat.HEADER_BYTES
                    && FrameFormat.plausible(length, bytes[at + 12])
                    && plausible(u64(at + 4), after, bytes[at + 12])
                    && intact(at, length)) {
                Frame frame = frame(at, length);
                if (frame != null && frame.last() > after) {
                    return frame;
                }
            }
        }
        return null;
    }

    /** A run may begin before the commit that is searched for, and end after it. */
    private static boolean plausible(long sequence, long after, int type) {
        return sequence > (type == FrameFormat.RUN ? 0 : after) && sequence <= MAX_SEQUENCE;
    }

    private @Nullable Frame frame(int at, int length) {
        try {
            return Frame.read(base + at, u64(at + 4), bytes[at + 12], u32(at + 11) & 0xFFFF, payload(at, length));
        } catch (MalformedException e) {
            return null;
        }
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

    private long u64(int at) {
        return (long) u32(at) << 32 | (u32(at + 4) & 0xFFFFFFFFL);
    }

    private int u32(int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
    }
}
