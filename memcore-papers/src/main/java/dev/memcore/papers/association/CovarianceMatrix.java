package dev.memcore.papers.association;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;

/**
 * The matrix memory of xLSTM (Beck et al., 2024) with constant gates. A write sets {@code C = f C + i k v'} and {@code
 * n = f n + i k}; a read returns {@code C'q / max(|n.q|, 1)}. Keys are scaled to length 1. Every write weakens all
 * earlier pairs, by half in {@code ln(1/2) / ln f} writes. All calls are O(key * value).
 */
public final class CovarianceMatrix implements AssociativeMatrix {
    private final double[][] matrix;
    private final double[] normaliser;
    private final double forget;
    private final double input;

    /**
     * Creates a matrix of zeros.
     *
     * @param keyLength 1 to 1,024
     * @param valueLength 1 to 1,024
     * @param forget f, the factor of earlier pairs at each write, in [0, 1]
     * @param input i, the weight of a new pair, in [0, 1]
     */
    public CovarianceMatrix(int keyLength, int valueLength, double forget, double input) {
        this.matrix = Matrices.zeros(keyLength, valueLength);
        this.normaliser = new double[keyLength];
        this.forget = Arguments.unit(forget, "forget");
        this.input = Arguments.unit(input, "input");
    }

    @Override
    public void write(double[] key, double[] value) {
        double[] unit = Vectors.unit(Matrices.key(key, matrix.length));
        Arguments.vector(value, matrix[0].length, "value");
        Matrices.scale(matrix, forget);
        Matrices.addOuter(matrix, input, unit, value);
        for (int i = 0; i < unit.length; i++) {
            normaliser[i] = forget * normaliser[i] + input * unit[i];
        }
    }

    @Override
    public double[] read(double[] key) {
        double[] unit = Vectors.unit(Matrices.key(key, matrix.length));
        return Vectors.scaled(1 / Math.max(familiarity(key), 1), Matrices.combined(unit, matrix));
    }

    /**
     * Returns {@code |n.q|}: about i for a key that was just written, near 0 for a key that resembles no written key.
     * It becomes less exact with the number of written keys.
     */
    public double familiarity(double[] key) {
        return Math.abs(Vectors.dot(normaliser, Vectors.unit(Matrices.key(key, matrix.length))));
    }
}
