package dev.memcore.retrieval.text;

/**
 * A sign code: the signs of the components of a vector, one bit each. The share of different bits estimates the
 * angle between two vectors (Charikar, STOC 2002). 64 bits are compared at a time. Late interaction
 * rules out distant words by it.
 */
final class SignCode {
    private SignCode() {}

    /** The number of longs that hold the signs of a vector. */
    static int longs(int dimensions) {
        return (dimensions + Long.SIZE - 1) / Long.SIZE;
    }

    static long[] of(byte[] vector) {
        long[] code = new long[longs(vector.length)];
        write(vector, code, 0);
        return code;
    }

    /** Writes the signs of a vector into an array from an index on. The array must be zero there. */
    static void write(byte[] vector, long[] into, int at) {
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                into[at + i / Long.SIZE] |= 1L << i;
            }
        }
    }

    /** The number of different signs between a code and a code that starts at an index of an array. */
    static int distance(long[] code, long[] others, int at) {
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
