package dev.memcore.retrieval;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.lucene.util.BytesRef;

/**
 * The signs of a vector's components, one bit each. The share of differing bits estimates the angle between two vectors
 * (Charikar, STOC 2002), and is counted eight bytes at a time: good for finding candidates, not for ranking them.
 */
record SignCode(BytesRef bytes) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static SignCode of(byte[] vector) {
        int words = (vector.length + Long.SIZE - 1) / Long.SIZE;
        byte[] code = new byte[words * Long.BYTES];
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                code[i / Byte.SIZE] |= (byte) (1 << i % Byte.SIZE);
            }
        }
        return new SignCode(new BytesRef(code));
    }

    /** The greatest distance there can be between two codes of this length. */
    int greatestDistance() {
        return bytes.length * Byte.SIZE;
    }

    /** How many components have different signs. */
    int distance(BytesRef other) {
        int different = 0;
        for (int at = 0; at < bytes.length; at += Long.BYTES) {
            long mine = (long) LONGS.get(bytes.bytes, bytes.offset + at);
            long others = (long) LONGS.get(other.bytes, other.offset + at);
            different += Long.bitCount(mine ^ others);
        }
        return different;
    }
}
