package dev.memcore.papers.association;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.consolidation.arithmetic.Vectors;

/** Arithmetic of matrices by rows. */
final class Matrices {
    /** The maximum number of rows or columns. */
    static final int MOST = 1_024;

    private Matrices() {}

    static double[][] zeros(int rows, int columns) {
        return new double[Arguments.within(rows, 1, MOST, "the length of keys")]
                [Arguments.within(columns, 1, MOST, "the length of values")];
    }

    /** Returns a square matrix with {@code factor} on the diagonal. */
    static double[][] diagonal(int size, double factor) {
        double[][] matrix = zeros(size, size);
        for (int i = 0; i < size; i++) {
            matrix[i][i] = factor;
        }
        return matrix;
    }

    /** Adds {@code factor * column * row}. O(rows * columns). */
    static void addOuter(double[][] matrix, double factor, double[] column, double[] row) {
        for (int i = 0; i < column.length; i++) {
            Vectors.add(matrix[i], factor * column[i], row);
        }
    }

    /** Returns the sum of the rows, each multiplied by its factor. O(rows * columns). */
    static double[] combined(double[] factors, double[][] matrix) {
        double[] sum = new double[matrix[0].length];
        for (int i = 0; i < factors.length; i++) {
            Vectors.add(sum, factors[i], matrix[i]);
        }
        return sum;
    }

    static void scale(double[][] matrix, double factor) {
        for (double[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
    }

    /** Returns the key, after a check of its length and that it is not all zeros. */
    static double[] key(double[] key, int length) {
        Arguments.vector(key, length, "key");
        if (Vectors.dot(key, key) == 0) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, "key must not be all zeros");
        }
        return key;
    }

    /**
     * Returns the inverse of a symmetric positive definite matrix, by Cholesky decomposition (Golub and Van Loan,
     * Matrix Computations, 4.2). O(size^3); symmetric to the last bit.
     */
    static double[][] inverse(double[][] matrix) {
        int size = matrix.length;
        double[][] lower = cholesky(matrix);
        double[][] half = zeros(size, size); // the inverse of the lower triangle, by columns
        for (int column = 0; column < size; column++) {
            for (int i = column; i < size; i++) {
                double sum = i == column ? 1 : 0;
                for (int k = column; k < i; k++) {
                    sum -= lower[i][k] * half[column][k];
                }
                half[column][i] = sum / lower[i][i];
            }
        }
        double[][] inverse = zeros(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                inverse[i][j] = Vectors.dot(half[i], half[j]);
                inverse[j][i] = inverse[i][j];
            }
        }
        return inverse;
    }

    private static double[][] cholesky(double[][] matrix) {
        int size = matrix.length;
        double[][] lower = zeros(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        return lower;
    }
}
