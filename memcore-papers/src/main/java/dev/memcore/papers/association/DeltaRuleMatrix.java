package dev.memcore.papers.association;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;

/**
 * The delta rule (Widrow and Hoff, Adaptive Switching Circuits, 1960), as artificial hippocampus networks fold what leaves the window:
 * {@code M += rate * k (v - M'k)'} for keys brought to length 1. What was written last is read best; what is older is blurred as much
 * as later keys are like its own. Nothing can be forgotten alone. All calls O(key * value).
 */
public final class DeltaRuleMatrix implements AssociativeMatrix {
    private final double[][] matrix;
    private final double rate;

    /**
     * A matrix of zeros.
     *
     * @param keyLength 1 to 1,024
     * @param valueLength 1 to 1,024
     * @param rate in [0, 1]; 1: the last pair is read exactly
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
