package dev.memcore.store.segment;

import dev.memcore.store.bytes.ByteReader;
import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.frame.BadFrameException;
import dev.memcore.store.frame.Frame;
import dev.memcore.store.frame.FrameFormat;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads and verifies the frames of one segment, one after another. For one thread. */
public final class FrameReader implements Closeable {
    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final StoreId store;
    private final @Nullable MessageDigest digest;
    private final byte[] header = new byte[FrameFormat.HEADER_BYTES];
    private final long end;
    private long offset;
    private long nextSequence;
    private @Nullable Frame last;

    /**
     * Creates a reader.
     *
     * @param in the segment's bytes from the first frame on; closed with this reader
     * @param end the offset in the segment up to which it may be read
     * @param firstSequence the sequence that the first frame must have
     * @param digest receives the bytes of every intact frame, or null
     */
    public FrameReader(InputStream in, StoreId store, long end, long firstSequence, @Nullable MessageDigest digest) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.store = store;
        this.offset = SegmentHeader.BYTES;
        this.end = end;
        this.nextSequence = firstSequence;
        this.digest = digest;
    }

    /** The offset of the next frame in the segment. */
    public long offset() {
        return offset;
    }

    /** The sequence of the next frame. */
    public long nextSequence() {
        return nextSequence;
    }

    /** The frame that was read last, or null if none was read. */
    @Nullable
    public Frame last() {
        return last;
    }

    /** Reads the next frame. Returns null at the end. After an exception, nothing more can be read. */
    @Nullable
    public Frame next() throws IOException, BadFrameException {
        if (offset == end) {
            return null;
        }
        fill(header, "in the header of commit ");
        ByteReader fields = new ByteReader(header, 0, header.length);
        Frame frame;
        try {
            frame = frame(fields.u32(), fields.u64(), fields.u8(), fields.u16(), fields.u32());
        } catch (MalformedException e) {
            throw bad(false, "at commit " + nextSequence + ", " + e.getMessage());
        }
        offset = frame.end();
        nextSequence = frame.last() + 1;
        last = frame;
        return frame;
    }

    private Frame frame(int length, long sequence, int type, int lag, int checksum)
            throws IOException, BadFrameException, MalformedException {
        if (!FrameFormat.plausible(length, type) || sequence != nextSequence) {
            throw bad(false, "no header of commit " + nextSequence);
        }
        if (length > end - offset - header.length) {
            throw bad(true, "the file ends within commit " + nextSequence);
        }
        byte[] payload = new byte[length];
        fill(payload, "within commit ");
        CRC32C crc = store.checksum();
        crc.update(payload, 0, length);
        crc.update(header, 0, FrameFormat.CHECKED_HEADER_BYTES);
        if ((int) crc.getValue() != checksum) {
            throw bad(false, "the checksum of commit " + nextSequence + " is wrong");
        }
        Frame frame = Frame.read(offset, sequence, type, lag, payload);
        if (digest != null) {
            digest.update(header);
            digest.update(payload);
        }
        return frame;
    }

    private void fill(byte[] target, String where) throws IOException, BadFrameException {
        if (target.length > end - offset || in.readNBytes(target, 0, target.length) < target.length) {
            throw bad(true, "the file ends " + where + nextSequence);
        }
    }

    private BadFrameException bad(boolean cutOff, String message) {
        return new BadFrameException(offset, cutOff, message);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
