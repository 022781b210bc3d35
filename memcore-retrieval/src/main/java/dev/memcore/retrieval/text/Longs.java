package dev.memcore.retrieval.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.lucene.util.BytesRef;

/** Longs as the bytes that the index stores, the least significant byte first. */
public final class Longs {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Longs() {}

    public static BytesRef bytes(long[] longs) {
        byte[] bytes = new byte[longs.length * Long.BYTES];
        for (int i = 0; i < longs.length; i++) {
            LONGS.set(bytes, i * Long.BYTES, longs[i]);
        }
        return new BytesRef(bytes);
    }

    /**
     * Reads longs into an array from an index on.
     *
     * @param from the first long to read
     */
    static void read(BytesRef bytes, int from, long[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = (long) LONGS.get(bytes.bytes, bytes.offset + (from + i) * Long.BYTES);
        }
    }
}
