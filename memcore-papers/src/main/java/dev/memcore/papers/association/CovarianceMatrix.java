package dev.memcore.papers.association;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;

/**
 * The matrix memory of xLSTM (Beck et al., 2024) with gates that are given: {@code C = f C + i k v'}, {@code n = f n + i k}, read as
 * {@code C'q / max(|n.q|, 1)}; keys are brought to length 1. Every write fades all before it, by half in {@code ln(1/2) / ln f}
 * writes. All calls O(key * value).
 */
public final class CovarianceMatrix implements AssociativeMatrix {
    private final double[][] matrix;
    private final double[] normaliser;
    private final double forget;
    private final double input;

    /**
     * A matrix of zeros.
     *
     * @param keyLength 1 to 1,024
     * @param valueLength 1 to 1,024
     * @param forget f, what stays at each write, in [0, 1]
     * @param input i, how much a pair counts, in [0, 1]
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

    /** {@code |n.q|}: about i for a key just written, near 0 for one that is like none; blurred by as many keys as were written. */
    public double familiarity(double[] key) {
        return Math.abs(Vectors.dot(normaliser, Vectors.unit(Matrices.key(key, matrix.length))));
    }
}
