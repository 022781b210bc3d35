package dev.memcore.retrieval.vector;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of one byte per dimension. Each is scaled by its own greatest component, which the cosine does not see; what
 * rounding costs it is below 0.005. An index of these is a quarter of the size of one of floats.
 */
public final class ByteVectors {
    static {
        LuceneAdvice.off();
    }

    private ByteVectors() {}

    /** The vector in bytes; null if it is all zeros: nothing to compare. */
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

    /** The length of a vector, as {@link #cosine(byte[], double, byte[], double)} wants it. */
    public static double norm(byte[] vector) {
        return (float) Math.sqrt(VectorUtil.dotProduct(vector, vector)); // as it is kept of many
    }

    /** The cosine of two vectors whose lengths are known: a third of the work. */
    public static double cosine(byte[] a, double normOfA, byte[] b, double normOfB) {
        return VectorUtil.dotProduct(a, b) / (normOfA * normOfB);
    }

    public static double cosine(byte[] a, byte[] b) {
        return VectorUtil.cosine(a, b);
    }
}
