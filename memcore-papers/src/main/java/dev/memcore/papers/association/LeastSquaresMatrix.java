package dev.memcore.papers.association;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The matrix that maps all keys to their values with the least squared error and a ridge of {@value #RIDGE}. It is
 * updated by recursive least squares, as in Larimar (Das et al., 2024); a pair is removed by the update with the
 * opposite sign. As long as the keys are linearly independent, each is mapped to its own value. A removed pair leaves
 * no trace: the matrix is the same as if it had never been written.
 *
 * <p>{@link #familiarity} distinguishes unknown keys from known ones, as long as the keys do not fill the space: if
 * {@link #rank()} is near the length of keys, every key is familiar. An autoassociative form, in which a vector is its
 * own value, is not provided: with a full matrix it would return every vector unchanged, stored or not.
 *
 * <p>A write, a read and a removal (a downdate) are O(key * (key + value)), in double precision. The rounding error of
 * a downdate grows with the square of the key's influence on the matrix. If the bound on the sum of these errors
 * exceeds {@value #DRIFT}, or after {@value #DOWNDATES} downdates, the matrix is rebuilt from the pairs, in O(pairs *
 * key * (key + value) + key^3). So for keys and values of length 1 it stays within 1e-9 of a matrix built from the
 * pairs. For this purpose, and for {@link #drift()}, the pairs are kept. They take 8 bytes for each number, and the
 * matrix takes 8 * key * (key + value) bytes. For one thread.
 */
public final class LeastSquaresMatrix implements AssociativeMatrix {
    /** The ridge, which prefers matrices of small numbers. Relative to keys of length 1. */
    public static final double RIDGE = 1e-3;

    /** The bound on the sum of errors at which the matrix is rebuilt. Measured errors are 3 to 40 times less. */
    public static final double DRIFT = 1e-9;

    /**
     * The number of downdates after which the matrix is rebuilt. In a full matrix, the writes between the downdates
     * also cause errors.
     */
    public static final int DOWNDATES = 512;

    private static final double ROUNDING = 0x1.0p-53;

    private final int keyLength;
    private final int valueLength;
    private final Map<Key, double[]> pairs = new LinkedHashMap<>();
    /** The inverse of the ridge and the sum of the outer products of the keys. */
    private double[][] inverse;

    /** The map from keys to values, with a row for each number of a key. */
    private double[][] matrix;

    private double error;
    private int downdates;
    private int rebuilds;

    /** A key, compared by its numbers. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content, below
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
     * Creates a matrix without pairs.
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

    /** Adds a pair. A pair with exactly the same key is overwritten. */
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
     * Removes the pair of a key.
     *
     * @return whether there was a pair with exactly this key
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
     * Returns the share of a key that lies in the span of the written keys, in [0, 1]: near 1 for the written keys, 0
     * for a key orthogonal to all of them. O(key^2).
     */
    public double familiarity(double[] key) {
        double[] gain = Matrices.combined(Matrices.key(key, keyLength), inverse);
        return Math.clamp(1 - RIDGE * Vectors.dot(key, gain) / Vectors.dot(key, key), 0, 1);
    }

    /** Returns the number of pairs. */
    public int size() {
        return pairs.size();
    }

    /**
     * Returns the effective degrees of freedom: the number of independent keys, as far as they exceed the ridge, in [0,
     * length of keys]. At the upper end the matrix is full, and further pairs disturb earlier ones.
     */
    public double rank() {
        double trace = 0;
        for (int i = 0; i < keyLength; i++) {
            trace += inverse[i][i];
        }
        return Math.clamp(keyLength - RIDGE * trace, 0, keyLength);
    }

    /** Rebuilds the matrix from its pairs. */
    public void rebuild() {
        LeastSquaresMatrix built = built();
        matrix = built.matrix;
        inverse = built.inverse;
        error = 0;
        downdates = 0;
        rebuilds++;
    }

    /** Returns how often the matrix was rebuilt. */
    public int rebuilds() {
        return rebuilds;
    }

    /**
     * Returns the greatest difference between a number of the matrix and the same number of a matrix built from the
     * pairs now.
     */
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
