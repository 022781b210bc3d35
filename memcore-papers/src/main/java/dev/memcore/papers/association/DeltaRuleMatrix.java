package dev.memcore.papers.association;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;

/**
 * A matrix updated by the delta rule (Widrow and Hoff, Adaptive Switching Circuits, 1960), with which artificial
 * hippocampus networks compress the tokens that leave the window: {@code M += rate * k (v - M'k)'}, for keys scaled to
 * length 1. The last pair is read best. Earlier pairs are disturbed by later ones with similar keys. A single pair
 * cannot be removed. All calls are O(key * value).
 */
public final class DeltaRuleMatrix implements AssociativeMatrix {
    private final double[][] matrix;
    private final double rate;

    /**
     * Creates a matrix of zeros.
     *
     * @param keyLength 1 to 1,024
     * @param valueLength 1 to 1,024
     * @param rate in [0, 1]; with 1 the last pair is read exactly
     */
    public DeltaRuleMatrix(int keyLength, int valueLength, double rate) {
        this.matrix = Matrices.zeros(keyLength, valueLength);
        this.rate = Arguments.unit(rate, "rate");
    }

    @Override
    public void write(double[] key, double[] value) {
        double[] missing = Arguments.vector(value, matrix[0].length, "value").clone();
        Vectors.add(missing, -1, read(key));
        Matrices.addOuter(matrix, rate, Vectors.unit(key), missing);
    }

    @Override
    public double[] read(double[] key) {
        return Matrices.combined(Vectors.unit(Matrices.key(key, matrix.length)), matrix);
    }
}
