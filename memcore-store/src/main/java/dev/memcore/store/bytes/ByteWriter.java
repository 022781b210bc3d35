package dev.memcore.store.bytes;

import dev.memcore.api.MemoryId;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A buffer of big-endian values that grows up to the size limit of a commit. For one thread. */
public final class ByteWriter {
    /** The largest size of a writer, in bytes: the largest payload of a commit. */
    public static final int MAX_BYTES = 64 << 20;

    private byte[] bytes;
    private int length;

    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** The internal buffer, not a copy. It is valid up to {@link #length()}. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    public void u8(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    public void u16(int value) {
        u8(value >>> 8);
        u8(value);
    }

    public void u32(int value) {
        u16(value >>> 16);
        u16(value);
    }

    public void u64(long value) {
        u32((int) (value >>> 32));
        u32((int) value);
    }

    public void real(double value) {
        u64(Double.doubleToLongBits(value));
    }

    /**
     * Writes seven bits per byte, the least significant first. The high bit says that more bytes follow. As in Protocol
     * Buffers.
     */
    public void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            u8(((int) rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        u8((int) rest);
    }

    /** Writes a varint in which small negative numbers are short, too. */
    public void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    public void raw(byte[] source) {
        raw(source, 0, source.length);
    }

    public void raw(byte[] source, int offset, int count) {
        room(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    public void string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        raw(utf8);
    }

    public void id(MemoryId id) {
        u64(id.mostSignificant());
        u64(id.leastSignificant());
    }

    private void room(int more) {
        if (more > bytes.length - length) {
            long needed = (long) length + more;
            checkLength(needed);
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(needed, 2L * bytes.length), MAX_BYTES));
        }
    }

    /** Fails with {@link ErrorCode#LIMIT_EXCEEDED} if a commit would have more than {@link #MAX_BYTES}. */
    public static void checkLength(long bytes) {
        if (bytes > MAX_BYTES) {
            throw MemoryException.of(
                    ErrorCode.LIMIT_EXCEEDED,
                    "a commit has " + bytes + " bytes or more; the limit is " + MAX_BYTES
                            + ": append it in smaller batches");
        }
    }
}
