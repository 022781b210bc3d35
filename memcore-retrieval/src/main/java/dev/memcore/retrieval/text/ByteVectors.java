package dev.memcore.retrieval.text;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of one signed byte per dimension. Each vector is scaled by its own greatest component, which does not change
 * the cosine. Rounding changes the cosine by less than 0.005. An index of byte vectors has a quarter of the size of an
 * index of floats.
 */
public final class ByteVectors {
    static {
        LuceneAdvice.off();
    }

    private ByteVectors() {}

    /**
     * Switches off the message that Lucene prints when it first compares vectors. Must be called before Lucene opens an
     * index.
     */
    public static void silenceLucene() {
        LuceneAdvice.off();
    }

    /**
     * Converts a vector to bytes. Returns null if all components are zero, because such a vector has no direction.
     *
     * @throws MemoryException {@link ErrorCode#COMPONENT_FAILED} if a component is not finite
     */
    public static byte @Nullable [] of(float[] vector, String modelId) {
        float greatest = 0;
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                throw MemoryException.of(
                        ErrorCode.COMPONENT_FAILED, "embedder " + modelId + " gave a component of " + component);
            }
            greatest = Math.max(greatest, Math.abs(component));
        }
        if (greatest == 0) {
            return null;
        }
        byte[] bytes = new byte[vector.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(vector[i] / greatest * Byte.MAX_VALUE);
        }
        return bytes;
    }

    /** The length of a vector, as {@link #cosine(byte[], double, byte[], double)} needs it. */
    public static double norm(byte[] vector) {
        return (float) Math.sqrt(VectorUtil.dotProduct(vector, vector)); // a float, like the lengths in a column
    }

    /**
     * The cosine of two vectors whose lengths are known. Takes a third of the time of {@link #cosine(byte[], byte[])}.
     */
    public static double cosine(byte[] a, double normOfA, byte[] b, double normOfB) {
        return VectorUtil.dotProduct(a, b) / (normOfA * normOfB);
    }

    public static double cosine(byte[] a, byte[] b) {
        return VectorUtil.cosine(a, b);
    }

    /**
     * A sign code: the signs of the components of a vector, one bit each. The share of different bits estimates the
     * angle between two vectors (Charikar, STOC 2002). 64 bits are compared at a time. Late interaction
     * rules out distant words by it.
     */
    public static final class SignCode {
        private SignCode() {}

        /** The number of longs that hold the signs of a vector. */
        public static int longs(int dimensions) {
            return (dimensions + Long.SIZE - 1) / Long.SIZE;
        }

        public static long[] of(byte[] vector) {
            long[] code = new long[longs(vector.length)];
            write(vector, code, 0);
            return code;
        }

        /** Writes the signs of a vector into an array from an index on. The array must be zero there. */
        public static void write(byte[] vector, long[] into, int at) {
            for (int i = 0; i < vector.length; i++) {
                if (vector[i] > 0) {
                    into[at + i / Long.SIZE] |= 1L << i;
                }
            }
        }

        /** The number of different signs between a code and a code that starts at an index of an array. */
        public static int distance(long[] code, long[] others, int at) {
            // Four at a time: the loop over single longs takes two to three times as long for a code of four.
            int different = 0;
            int i = 0;
            for (; i + 4 <= code.length; i += 4) {
                different += Long.bitCount(code[i] ^ others[at + i])
                        + Long.bitCount(code[i + 1] ^ others[at + i + 1])
                        + Long.bitCount(code[i + 2] ^ others[at + i + 2])
                        + Long.bitCount(code[i + 3] ^ others[at + i + 3]);
            }
            for (; i < code.length; i++) {
                different += Long.bitCount(code[i] ^ others[at + i]);
            }
            return different;
        }
    }
}
