package dev.memcore.papers.association;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;

/**
 * Linear attention (Katharopoulos et al., Transformers are RNNs, 2020; for memories CMR, 2024): {@code M += s(k) v'}, {@code z +=
 * s(k)}, read as {@code M's(q) / s(q).z} with {@code s = ELU + 1}. A read is a mean of all values, so it is blurred from the second
 * pair on: for pools of examples, never for facts. All calls O(key * value).
 */
public final class LinearAttentionMatrix implements AssociativeMatrix {
    private final double[][] matrix;
    private final double[] sum;

    /**
     * A matrix of zeros.
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

    /** Zeros, if nothing was written. */
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
