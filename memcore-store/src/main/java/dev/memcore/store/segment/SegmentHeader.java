package dev.memcore.store.segment;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;
import dev.memcore.api.error.MemoryException;
import dev.memcore.store.bytes.ByteReader;
import dev.memcore.store.bytes.ByteWriter;
import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.bytes.Sha256;
import dev.memcore.store.bytes.StoreId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The first bytes of a segment: magic (8 bytes), format (2), store id (16), first sequence (8), the digest that
 * identifies the previous segment (32, zeros in the first segment), CRC32C of all these (4). This layout is the same in
 * all formats.
 */
public record SegmentHeader(int format, StoreId store, long firstSequence, Sha256 previous) {
    /** The newest format, in which everything is written. */
    static final int FORMAT = 7;

    public static final int BYTES = 8 + 2 + 16 + 8 + Sha256.BYTES + 4;

    private static final byte[] MAGIC = "memcoreL".getBytes(StandardCharsets.US_ASCII);

    /** Creates a header of the newest format. */
    public SegmentHeader(StoreId store, long firstSequence, Sha256 previous) {
        this(FORMAT, store, firstSequence, previous);
    }

    /** Returns this header in the newest format, for a rewritten segment. */
    SegmentHeader rewritten() {
        return new SegmentHeader(store, firstSequence, previous);
    }

    public byte[] encode() {
        ByteWriter out = new ByteWriter(BYTES);
        out.raw(MAGIC);
        out.u16(format);
        out.u64(store.high());
        out.u64(store.low());
        out.u64(firstSequence);
        out.raw(previous.bytes());
        out.u32(checksum(out.bytes()));
        return out.bytes();
    }

    /** Reads and checks the header of a segment. */
    public static SegmentHeader read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(BYTES);
        if (bytes.length < BYTES) {
            throw damaged(name, "the file ends within its header");
        }
        if (!Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new LogDamagedException(
                    ErrorCode.FOREIGN_FILE, name, 0, "it does not begin as a segment of memcore does", null);
        }
        try {
            return decode(new ByteReader(bytes, MAGIC.length, BYTES), checksum(bytes), name);
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SegmentHeader decode(ByteReader in, int checksum, String name) throws MalformedException {
        int format = in.u16();
        StoreId store = new StoreId(in.u64(), in.u64());
        long firstSequence = in.u64();
        Sha256 previous = new Sha256(in.raw(Sha256.BYTES));
        if (in.u32() != checksum) {
            throw damaged(name, "the checksum of its header is wrong");
        }
        if (format > FORMAT) {
            throw newer(name, format);
        }
        if (format < 1) {
            throw damaged(name, "format " + format);
        }
        return new SegmentHeader(format, store, firstSequence, previous);
    }

    static MemoryException newer(String name, int format) {
        return MemoryException.of(
                ErrorCode.FORMAT_NEWER,
                name + " has format " + format + "; this version of memcore reads up to " + FORMAT
                        + ": open it with the version that wrote it, or a later one");
    }

    /** Whether bytes could be the rest of an interrupted write of a header: nothing, a part of a header, or zeros. */
    public static boolean mayBeTorn(byte[] bytes) {
        int known = Math.min(bytes.length, MAGIC.length);
        byte[] start = Arrays.copyOf(bytes, known);
        return bytes.length <= BYTES
                && (Arrays.equals(start, Arrays.copyOf(MAGIC, known)) || Arrays.equals(start, new byte[known]));
    }

    /** Returns a digest whose input so far is this header. The frames follow. */
    public MessageDigest digest() {
        MessageDigest digest = Sha256.start();
        digest.update(encode());
        return digest;
    }

    private static int checksum(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, BYTES - 4);
        return (int) crc.getValue();
    }

    private static LogDamagedException damaged(String name, String message) {
        return new LogDamagedException(ErrorCode.LOG_DAMAGED, name, 0, message, null);
    }
}
