package dev.memcore.store.frame;

import dev.memcore.store.bytes.ByteWriter;
import java.util.zip.CRC32C;

/**
 * A frame holds one commit, or a run of commits of which nothing is left: length of the payload (4 bytes), sequence (8),
 * type (1), lag (2), checksum (4), payload; all numbers big-endian. The checksum is the CRC32C of the store's id, the payload, and the header before it: in that
 * order, so that an appender takes in the payload on its own thread before the commit has a sequence.
 *
 * <p>The <em>lag</em> says how many commits before this one were not known to be synced when it was written. So an intact
 * frame proves of all commits further back that they had been synced: if one of those is bad, it was damaged, not torn.
 */
public final class FrameFormat {
    public static final int HEADER_BYTES = 4 + 8 + 1 + 2 + 4;
    public static final int CHECKED_HEADER_BYTES = HEADER_BYTES - 4;

    /** The largest payload. Bounds what a damaged length can make a reader allocate. */
    static final int MAX_PAYLOAD = ByteWriter.MAX_BYTES;
    /** The smallest: a moment, and that there are no operations. */
    static final int MIN_PAYLOAD = 1 + 1;

    /** The types: one commit; commits one after another of which nothing is left, which only a rewriting writes. */
    public static final int COMMIT = 1;

    public static final int RUN = 2;

    /** The largest payload of a run: its moment, and how many commits, of ten bytes at most. */
    static final int MAX_RUN_PAYLOAD = 10 + 10;

    /** "This many or more": proves nothing of the commits before. */
    static final int MAX_LAG = 0xFFFF;

    private FrameFormat() {}

    /**
     * Writes a header.
     *
     * @param payload a checksum that has taken in the store's id and the payload
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

    /** The last commit of which a frame proves that it had been synced before; 0: none. */
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
