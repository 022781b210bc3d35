package dev.memcore.store.frame;

import dev.memcore.store.bytes.ByteWriter;
import java.util.zip.CRC32C;

/**
 * The format of a frame. A frame holds one commit, or a run of empty commits. Its parts are: length of the payload (4
 * bytes), sequence (8), type (1), lag (2), checksum (4), payload. All numbers are big-endian. The checksum is the
 * CRC32C of the store's id, the payload, and the header before the checksum, in this order. So an appender can process
 * the payload on its own thread, before the commit has a sequence.
 *
 * <p>The <em>lag</em> is the number of earlier commits that were not known to be synced when the frame was written. So
 * an intact frame proves that all commits before those had been synced. If one of them is bad, it was damaged, not
 * torn.
 */
public final class FrameFormat {
    public static final int HEADER_BYTES = 4 + 8 + 1 + 2 + 4;
    public static final int CHECKED_HEADER_BYTES = HEADER_BYTES - 4;

    /** The largest payload, in bytes. It limits how much a reader allocates because of a damaged length. */
    static final int MAX_PAYLOAD = ByteWriter.MAX_BYTES;
    /** The smallest payload, in bytes: a recorded time, and the number of operations or commits. */
    static final int MIN_PAYLOAD = 1 + 1;

    /** The types of frames: one commit, or a run of empty commits. Only a rewrite creates runs. */
    public static final int COMMIT = 1;

    public static final int RUN = 2;

    /**
     * The largest payload of a run, in bytes: its recorded time and its number of commits, of ten bytes at most each.
     */
    static final int MAX_RUN_PAYLOAD = 10 + 10;

    /** The lag that means "this many or more". It proves nothing about earlier commits. */
    static final int MAX_LAG = 0xFFFF;

    private FrameFormat() {}

    /**
     * Writes a header.
     *
     * @param length the length of the payload, in bytes
     * @param payload a checksum whose input so far is the store's id and the payload
     */
    public static void header(ByteWriter out, int length, long sequence, int type, long lag, CRC32C payload) {
        int from = out.length();
        out.u32(length);
        out.u64(sequence);
        out.u8(type);
        out.u16((int) Math.min(lag, MAX_LAG));
        payload.update(out.bytes(), from, CHECKED_HEADER_BYTES);
        out.u32((int) payload.getValue());
    }

    /** The last commit that a frame proves to have been synced earlier; 0 if there is none. */
    static long provenSynced(long sequence, int lag) {
        return lag == MAX_LAG ? 0 : Math.max(0, sequence - 1 - lag);
    }

    public static boolean plausible(int length, int type) {
        return switch (type) {
            case COMMIT -> length >= MIN_PAYLOAD && length <= MAX_PAYLOAD;
            case RUN -> length >= MIN_PAYLOAD && length <= MAX_RUN_PAYLOAD;
            default -> false;
        };
    }
}
