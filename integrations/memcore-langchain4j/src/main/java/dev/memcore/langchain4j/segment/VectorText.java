package dev.memcore.langchain4j.segment;

import java.util.HexFormat;
import java.util.Optional;

/**
 * Writes a vector as a text, and reads it again. A memory without a text of its own, and a query without a text, have
 * such a text. One byte for each dimension is sufficient to find candidates: the exact vectors are compared afterwards.
 */
public final class VectorText {
    // Lower-case digits, because they survive every change of case.

    private static final String PREFIX = "memcore-vector-";
    private static final int DIGITS = 2;

    private VectorText() {}

    /** Returns the text of a vector: a prefix, and two hexadecimal digits for each dimension. */
    public static String of(float[] vector) {
        float largest = 0;
        for (float value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        byte[] bytes = new byte[vector.length];
        for (int d = 0; d < vector.length; d++) {
            bytes[d] = (byte) Math.round(largest == 0 ? 0 : vector[d] / largest * Byte.MAX_VALUE);
        }
        return PREFIX + HexFormat.of().formatHex(bytes);
    }

    /** Returns the vector that a text represents; empty if it represents none of this length. O(length). */
    public static Optional<float[]> read(String text, int dimensions) {
        if (!text.startsWith(PREFIX) || text.length() != PREFIX.length() + DIGITS * dimensions) {
            return Optional.empty();
        }
        float[] vector = new float[dimensions];
        for (int d = 0; d < dimensions; d++) {
            char high = text.charAt(PREFIX.length() + DIGITS * d);
            char low = text.charAt(PREFIX.length() + DIGITS * d + 1);
            if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                return Optional.empty();
            }
            vector[d] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
        }
        return Optional.of(vector);
    }
}
