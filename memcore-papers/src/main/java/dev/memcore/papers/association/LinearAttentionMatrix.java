package dev.memcore.papers.association;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;

/**
 * Linear attention (Katharopoulos et al., Transformers are RNNs, 2020; for memories CMR, 2024): a write sets {@code M
 * += s(k) v'} and {@code z += s(k)}, and a read returns {@code M's(q) / s(q).z}, with {@code s = ELU + 1}. A read is a
 * weighted mean of all values, so it is inexact from the second pair on. Suitable for pools of examples, but not for
 * facts. All calls are O(key * value).
 */
public final class LinearAttentionMatrix implements AssociativeMatrix {
    private final double[][] matrix;
    private final double[] sum;

    /**
     * Creates a matrix of zeros.
     *
     * @param keyLength 1 to 1,024
     * @param valueLength 1 to 1,024
     */
    public LinearAttentionMatrix(int keyLength, int valueLength) {
        this.matrix = Matrices.zeros(keyLength, valueLength);
        this.sum = new double[keyLength];
    }

    @Override
    public void write(double[] key, double[] value) {
        double[] positive = positive(key);
        Matrices.addOuter(matrix, 1, positive, Arguments.vector(value, matrix[0].length, "value"));
        Vectors.add(sum, 1, positive);
    }

    /** Returns the weighted mean of all values; zeros if nothing was written. */
    @Override
    public double[] read(double[] key) {
        double[] positive = positive(key);
        double weight = Vectors.dot(positive, sum);
        return Vectors.scaled(weight == 0 ? 0 : 1 / weight, Matrices.combined(positive, matrix));
    }

    private double[] positive(double[] key) {
        double[] positive = Matrices.key(key, matrix.length).clone();
        for (int i = 0; i < positive.length; i++) {
            positive[i] = positive[i] > 0 ? positive[i] + 1 : Math.exp(positive[i]);
        }
        return positive;
    }
}
