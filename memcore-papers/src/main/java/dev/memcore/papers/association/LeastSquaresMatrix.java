package dev.memcore.papers.association;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The matrix that leads from all keys to all values with the least squared error and a ridge of {@value #RIDGE}, kept up to date by
 * recursive least squares: what Larimar (Das et al., 2024) does with a memory of keys, where forgetting is the update with the
 * opposite sign. As long as the keys are independent, each leads to its own value, whatever else was written; and what was forgotten
 * leaves no trace: the matrix is what it would be without it.
 *
 * <p>What no key leads to is noticed by its {@link #familiarity}, as long as the keys do not fill the space: at {@link #rank()} near
 * the length of keys, everything is familiar. The form without keys, where the memory of a vector is itself, is not offered: there,
 * every vector comes back as it is at that point, stored or not.
 *
 * <p>A write, an overwrite, a read and a downdate are O(key * (key + value)), in double precision. Rounding errors of a downdate grow
 * with the square of what the key meant to the matrix; where the bound on their sum exceeds {@value #DRIFT}, or after {@value
 * #DOWNDATES} downdates, the matrix is built again from the pairs, O(pairs * key * (key + value) + key^3). So for keys and values of
 * length 1 it stays within 1e-9 of one that is built from the pairs. For that, and for {@link #drift()}, the pairs are kept: 8 bytes
 * for each number of each pair, beside 8 * key * (key + value) for the matrix. For one thread.
 */
public final class LeastSquaresMatrix implements AssociativeMatrix {
    /** The ridge: how much a matrix of small numbers is preferred. Relative to keys of length 1. */
    public static final double RIDGE = 1e-3;

    /** The sum of the bounds on the errors at which the matrix is built again; measured, errors are 3 to 40 times less. */
    public static final double DRIFT = 1e-9;

    /** After how many downdates the matrix is built again: at a full matrix, the errors are those of the writes between them. */
    public static final int DOWNDATES = 512;

    private static final double ROUNDING = 0x1.0p-53;

    private final int keyLength;
    private final int valueLength;
    private final Map<Key, double[]> pairs = new LinkedHashMap<>();
    /** The inverse of the ridge and the sum of the outer products of the keys. */
    private double[][] inverse;

    /** What leads from keys to values, a row for each number of a key. */
    private double[][] matrix;

    private double error;
    private int downdates;
    private int rebuilds;

    /** A key by what it holds. */
    @SuppressWarnings("ArrayRecordComponent") // compared by what it holds, below
    private record Key(double[] vector) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(vector, key.vector);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(vector);
        }

        @Override
        public String toString() {
            return Arrays.toString(vector);
        }
    }

    /**
     * A matrix without pairs.
     *
     * @param keyLength the length of keys, 1 to 1,024
     * @param valueLength the length of values, 1 to 1,024
     */
    public LeastSquaresMatrix(int keyLength, int valueLength) {
        this.matrix = Matrices.zeros(keyLength, valueLength);
        this.inverse = Matrices.diagonal(keyLength, 1 / RIDGE);
        this.keyLength = keyLength;
        this.valueLength = valueLength;
    }

    /** Adds a pair; one of the very same key is overwritten. */
    @Override
    public void write(double[] key, double[] value) {
        Matrices.key(key, keyLength);
        Arguments.vector(value, valueLength, "value");
        double[] before = pairs.put(new Key(key.clone()), value.clone());
        double[] gain = Matrices.combined(key, inverse);
        if (before != null) {
            double[] difference = value.clone();
            Vectors.add(difference, -1, before);
            Matrices.addOuter(matrix, 1, gain, difference);
            return;
        }
        double scale = 1 / (1 + Vectors.dot(key, gain));
        double[] missing = value.clone();
        Vectors.add(missing, -1, read(key));
        Matrices.addOuter(matrix, scale, gain, missing);
        addSquare(inverse, -scale, gain);
    }

    @Override
    public double[] read(double[] key) {
        return Matrices.combined(Matrices.key(key, keyLength), matrix);
    }

    /**
     * Forgets the pair of a key.
     *
     * @return whether there was one of this very key
     */
    public boolean forget(double[] key) {
        double[] value = pairs.remove(new Key(Matrices.key(key, keyLength)));
        if (value == null) {
            return false;
        }
        double[] gain = Matrices.combined(key, inverse);
        double left = 1 - Vectors.dot(key, gain);
        error += ROUNDING / (left * left);
        downdates++;
        if (!(left > 0) || error > DRIFT || downdates > DOWNDATES) {
            rebuild();
            return true;
        }
        double[] missing = value.clone();
        Vectors.add(missing, -1, read(key));
        Matrices.addOuter(matrix, -1 / left, gain, missing);
        addSquare(inverse, 1 / left, gain);
        return true;
    }

    /** Adds {@code factor * vector * vector}, symmetric to the last bit. */
    private static void addSquare(double[][] matrix, double factor, double[] vector) {
        for (int i = 0; i < vector.length; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] += factor * (vector[i] * vector[j]);
                matrix[j][i] = matrix[i][j];
            }
        }
    }

    /**
     * How much of a key lies within the keys that were written, in [0, 1]: near 1 for those themselves, 0 at right angles to all of
     * them. O(key^2).
     */
    public double familiarity(double[] key) {
        double[] gain = Matrices.combined(Matrices.key(key, keyLength), inverse);
        return Math.clamp(1 - RIDGE * Vectors.dot(key, gain) / Vectors.dot(key, key), 0, 1);
    }

    /** How many pairs there are. */
    public int size() {
        return pairs.size();
    }

    /**
     * How many independent keys there are, as far as they stand out from the ridge, in [0, length of keys]: the effective degrees of
     * freedom. At the upper end the matrix is full: what comes then blurs what is there.
     */
    public double rank() {
        double trace = 0;
        for (int i = 0; i < keyLength; i++) {
            trace += inverse[i][i];
        }
        return Math.clamp(keyLength - RIDGE * trace, 0, keyLength);
    }

    /** Builds the matrix again from its pairs. */
    public void rebuild() {
        LeastSquaresMatrix built = built();
        matrix = built.matrix;
        inverse = built.inverse;
        error = 0;
        downdates = 0;
        rebuilds++;
    }

    /** How often the matrix was built again. */
    public int rebuilds() {
        return rebuilds;
    }

    /** The greatest difference between a number of the matrix and the same of one that is built from the pairs now. */
    public double drift() {
        double[][] built = built().matrix;
        double most = 0;
        for (int i = 0; i < keyLength; i++) {
            for (int j = 0; j < valueLength; j++) {
                most = Math.max(most, Math.abs(matrix[i][j] - built[i][j]));
            }
        }
        return most;
    }

    private LeastSquaresMatrix built() {
        double[][] squares = Matrices.diagonal(keyLength, RIDGE);
        double[][] products = Matrices.zeros(keyLength, valueLength);
        pairs.forEach((key, value) -> {
            addSquare(squares, 1, key.vector);
            Matrices.addOuter(products, 1, key.vector, value);
        });
        LeastSquaresMatrix built = new LeastSquaresMatrix(keyLength, valueLength);
        built.inverse = Matrices.inverse(squares);
        for (int i = 0; i < keyLength; i++) {
            built.matrix[i] = Matrices.combined(built.inverse[i], products);
        }
        return built;
    }
}
