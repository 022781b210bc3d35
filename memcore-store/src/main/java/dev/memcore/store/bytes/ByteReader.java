package dev.memcore.store.bytes;

import dev.memcore.api.MemoryId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the values that {@link ByteWriter} writes, from bytes that need not be valid. Every read is checked against the
 * end, and every count against the number of remaining bytes. So no input makes it allocate more than a small multiple
 * of its own size. For one thread.
 */
public final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    public ByteReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    public int remaining() {
        return end - at;
    }

    public int u8() throws MalformedException {
        need(1);
        return bytes[at++] & 0xFF;
    }

    public int u16() throws MalformedException {
        return u8() << 8 | u8();
    }

    public int u32() throws MalformedException {
        return u16() << 16 | u16();
    }

    public long u64() throws MalformedException {
        return (long) u32() << 32 | (u32() & 0xFFFFFFFFL);
    }

    public double real() throws MalformedException {
        return Double.longBitsToDouble(u64());
    }

    public long varint() throws MalformedException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if ((next == 0 && shift > 0) || (shift == 63 && next > 1)) {
                    throw new MalformedException("a number that is longer than it needs to be");
                }
                return value;
            }
        }
        throw new MalformedException("a number without end");
    }

    public long zigzag() throws MalformedException {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /**
     * Reads a number of items.
     *
     * @param bytesEach the minimum size of one item, which limits the number
     */
    public int count(int bytesEach) throws MalformedException {
        long count = varint();
        if (count < 0 || count > remaining() / bytesEach) {
            throw new MalformedException(
                    "a count of " + Long.toUnsignedString(count) + " with " + remaining() + " bytes left");
        }
        return (int) count;
    }

    public byte[] raw(int count) throws MalformedException {
        need(count);
        byte[] copy = new byte[count];
        System.arraycopy(bytes, at, copy, 0, count);
        at += count;
        return copy;
    }

    public String string() throws MalformedException {
        int length = count(1);
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        if (value.indexOf('\uFFFD') >= 0) {
            value = strictly(length);
        }
        at += length;
        return value;
    }

    public MemoryId id() throws MalformedException {
        return new MemoryId(u64(), u64());
    }

    /**
     * Decodes text that contains a replacement character. The character can be part of the text, or stand for bytes
     * that are not UTF-8. Only a strict decoder can tell the difference.
     */
    private String strictly(int length) throws MalformedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, at, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("text that is not UTF-8", e);
        }
    }

    private void need(int count) throws MalformedException {
        if (count > remaining()) {
            throw new MalformedException("it ends " + (count - remaining()) + " bytes too early");
        }
    }
}
