package dev.memcore.retrieval.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.lucene.util.BytesRef;

/**
 * The signs of a vector's components, one bit each. The share of differing bits estimates the angle between two vectors
 * (Charikar, STOC 2002), and is counted 64 at a time: good for finding candidates, not for ranking them.
 */
public final class SignCode {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private SignCode() {}

    /** How many longs hold the signs of so many components. */
    public static int longs(int dimensions) {
        return (dimensions + Long.SIZE - 1) / Long.SIZE;
    }

    public static long[] of(byte[] vector) {
        long[] code = new long[longs(vector.length)];
        write(vector, code, 0);
        return code;
    }

    /** Puts the signs into an array, from a place on; it must be zero there. */
    public static void write(byte[] vector, long[] into, int at) {
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                into[at + i / Long.SIZE] |= 1L << i;
            }
        }
    }

    /** A code as the index keeps it. */
    public static BytesRef bytes(long[] code) {
        byte[] bytes = new byte[code.length * Long.BYTES];
        for (int i = 0; i < code.length; i++) {
            LONGS.set(bytes, i * Long.BYTES, code[i]);
        }
        return new BytesRef(bytes);
    }

    /** Reads a code of the index. */
    static void read(BytesRef bytes, long[] into, int at) {
        for (int i = 0; i < bytes.length / Long.BYTES; i++) {
            into[at + i] = (long) LONGS.get(bytes.bytes, bytes.offset + i * Long.BYTES);
        }
    }

    /** How many of a code's components have another sign than those of a code in an array. */
    public static int distance(long[] code, long[] others, int at) {
        int different = 0;
        for (int i = 0; i < code.length; i++) {
            different += Long.bitCount(code[i] ^ others[at + i]);
        }
        return different;
    }
}
