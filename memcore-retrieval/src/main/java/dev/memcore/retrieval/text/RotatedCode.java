package dev.memcore.retrieval.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.util.BytesRef;

/**
 * Codes of one bit for each component of a rotated vector, for vectors of one number of dimensions. Codes are precise
 * enough to find candidates, but not to rank them. Immutable.
 *
 * <p>The components of text vectors differ much in their variance, so their own signs say little: most bits belong to
 * components that hardly matter. A random rotation makes all components alike. It is computed by {@value #ROUNDS} rounds
 * of random changes of signs, each followed by a Walsh-Hadamard transform (Ailon and Chazelle, STOC 2006). Vectors are
 * padded with zeros to a power of two of at least {@value #FEWEST_BITS}, so a vector with few dimensions has more bits
 * than components.
 *
 * <p>The vector of a question is compared with codes in two ways. The {@linkplain RotatedVector#distance distance} is the number of different signs
 * among the first {@value #COARSE_BITS} bits (Charikar, STOC 2002). The {@linkplain RotatedVector#product product} uses all
 * bits of the text, but numbers of four bits for the question (asymmetric, as in RaBitQ by Gao and Long, SIGMOD 2024),
 * so it is several times as precise.
 */
final class RotatedCode {
    /** The number of bits that distances compare. */
    static final int COARSE_BITS = 256;

    /** The number of longs of these bits. */
    static final int COARSE = COARSE_BITS / Long.SIZE;

    /** The least number of bits of a code. */
    private static final int FEWEST_BITS = 512;

    private static final int ROUNDS = 3;

    /** Stored codes depend on it. */
    private static final long SEED = 20_261_130;

    /** The greatest number of a question's component: three bits and a sign. */
    private static final int GREATEST = 7;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final Map<Integer, RotatedCode> BY_DIMENSIONS = new ConcurrentHashMap<>();

    private final float[][] signs;

    private RotatedCode(int dimensions) {
        int bits = FEWEST_BITS;
        while (bits < dimensions) {
            bits *= 2;
        }
        signs = new float[ROUNDS][bits];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < bits; i++) {
                signs[round][i] = mixed(SEED + (long) round * bits + i) < 0 ? -1 : 1;
            }
        }
    }

    /** The output function of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mixed(long number) {
        long z = number * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Returns the codes of vectors of a number of dimensions. They are the same in every process. */
    static RotatedCode of(int dimensions) {
        return BY_DIMENSIONS.computeIfAbsent(dimensions, RotatedCode::new);
    }

    private int bits() {
        return signs[0].length;
    }

    /** Returns the number of longs of a code. */
    int longs() {
        return bits() / Long.SIZE;
    }

    /** Returns the code of a vector. O(d log d), about ten microseconds for 256 dimensions. */
    long[] code(byte[] vector) {
        return signs(rotation(vector));
    }

    private static long[] signs(float[] rotated) {
        long[] code = new long[rotated.length / Long.SIZE];
        for (int i = 0; i < rotated.length; i++) {
            if (rotated[i] > 0) {
                code[i / Long.SIZE] |= 1L << i;
            }
        }
        return code;
    }

    private float[] rotation(byte[] vector) {
        float[] rotated = new float[bits()];
        for (int i = 0; i < vector.length; i++) {
            rotated[i] = vector[i];
        }
        for (float[] round : signs) {
            for (int i = 0; i < rotated.length; i++) {
                rotated[i] *= round[i];
            }
            transform(rotated);
        }
        return rotated;
    }

    /** The Walsh-Hadamard transform, in place and without its constant factor. */
    private static void transform(float[] values) {
        for (int half = 1; half < values.length; half *= 2) {
            for (int block = 0; block < values.length; block += 2 * half) {
                for (int i = block; i < block + half; i++) {
                    float a = values[i];
                    float b = values[i + half];
                    values[i] = a + b;
                    values[i + half] = a - b;
                }
            }
        }
    }

    /** Returns a code as the bytes that the index stores. */
    static BytesRef bytes(long[] code) {
        byte[] bytes = new byte[code.length * Long.BYTES];
        for (int i = 0; i < code.length; i++) {
            LONGS.set(bytes, i * Long.BYTES, code[i]);
        }
        return new BytesRef(bytes);
    }

    /**
     * Reads longs of a stored code into an array from an index on.
     *
     * @param from the first long to read
     */
    static void read(BytesRef bytes, int from, long[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = (long) LONGS.get(bytes.bytes, bytes.offset + (from + i) * Long.BYTES);
        }
    }

    /** Prepares a vector for comparisons with codes. */
    RotatedVector rotated(byte[] vector) {
        return new RotatedVector(rotation(vector));
    }

    /** A vector that is compared with codes. Immutable. */
    static final class RotatedVector {
        private final long[] signs;

        /** The bits of the components as numbers in two's complement, in the order of their longs: bits 0 to 3. */
        private final long[] numbers;

        private RotatedVector(float[] rotated) {
            this.signs = signs(rotated);
            float greatest = 0;
            for (float component : rotated) {
                greatest = Math.max(greatest, Math.abs(component));
            }
            this.numbers = new long[4 * signs.length];
            for (int i = 0; i < rotated.length; i++) {
                int number = Math.round(rotated[i] / greatest * GREATEST);
                for (int bit = 0; bit < 4; bit++) {
                    numbers[4 * (i / Long.SIZE) + bit] |= (long) (number >> bit & 1) << i;
                }
            }
        }

        /** Returns the greatest product of a code. The least one is its negative. */
        int greatestProduct() {
            return GREATEST * signs.length * Long.SIZE;
        }

        /**
         * Returns the number of different signs among the first {@value #COARSE_BITS}.
         *
         * @param coarse an array with the first longs of a code from an index on
         */
        int distance(long[] coarse, int at) {
            return Long.bitCount(signs[0] ^ coarse[at])
                    + Long.bitCount(signs[1] ^ coarse[at + 1])
                    + Long.bitCount(signs[2] ^ coarse[at + 2])
                    + Long.bitCount(signs[3] ^ coarse[at + 3]);
        }

        /**
         * Returns the sum of the question's numbers at the positive signs of a code. Codes are in the same order by this
         * sum as by the product with their signs, which is twice the sum less a constant.
         *
         * @param coarse an array with the first longs of the code from an index on
         * @param fine an array with its other longs from an index on
         */
        int product(long[] coarse, int at, long[] fine, int fineAt) {
            int sum = 0;
            for (int i = 0; i < COARSE; i++) {
                sum += product(coarse[at + i], 4 * i);
            }
            for (int i = COARSE; i < signs.length; i++) {
                sum += product(fine[fineAt + i - COARSE], 4 * i);
            }
            return sum;
        }

        private int product(long code, int number) {
            return Long.bitCount(code & numbers[number])
                    + 2 * Long.bitCount(code & numbers[number + 1])
                    + 4 * Long.bitCount(code & numbers[number + 2])
                    - 8 * Long.bitCount(code & numbers[number + 3]);
        }
    }
}
