package dev.memcore.bench.distill;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** The directions in which a set of vectors varies most, found from the eigenvectors of its covariance. */
final class PrincipalComponents {
    private final float[][] directions;

    private PrincipalComponents(float[][] directions) {
        this.directions = directions;
    }

    /** The first {@code count} components of the vectors about their mean. */
    static PrincipalComponents of(float[][] vectors, int count) {
        DMatrixRMaj covariance = covariance(vectors);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(covariance.getNumRows(), true, true);
        if (!eigen.decompose(covariance)) {
            throw new IllegalStateException("the covariance has no eigenvectors that could be found");
        }
        return new PrincipalComponents(IntStream.range(0, covariance.getNumRows())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer i) -> -eigen.getEigenvalue(i).getReal()))
                .limit(count)
                .map(i -> direction(eigen.getEigenVector(i)))
                .toArray(float[][]::new));
    }

    /** The vectors' coordinates along the components, counted from these vectors' mean. */
    float[][] project(float[][] vectors) {
        float[] mean = Vectors.mean(vectors);
        return Arrays.stream(vectors).map(vector -> project(vector, mean)).toArray(float[][]::new);
    }

    private float[] project(float[] vector, float[] origin) {
        float[] centred = new float[vector.length];
        for (int d = 0; d < vector.length; d++) {
            centred[d] = vector[d] - origin[d];
        }
        float[] projected = new float[directions.length];
        for (int k = 0; k < directions.length; k++) {
            projected[k] = (float) Vectors.dot(centred, directions[k]);
        }
        return projected;
    }

    private static DMatrixRMaj covariance(float[][] vectors) {
        float[] mean = Vectors.mean(vectors);
        int n = mean.length;
        double[] centred = new double[n];
        DMatrixRMaj sum = new DMatrixRMaj(n, n);
        for (float[] vector : vectors) {
            for (int d = 0; d < n; d++) {
                centred[d] = vector[d] - mean[d];
            }
            for (int i = 0; i < n; i++) {
                double ci = centred[i] / vectors.length;
                for (int j = 0; j < n; j++) {
                    sum.data[i * n + j] += ci * centred[j];
                }
            }
        }
        return sum;
    }

    /**
     * Returns an eigenvector with a fixed sign: the largest coordinate is positive, so that tables are reproducible.
     */
    private static float[] direction(DMatrixRMaj eigenvector) {
        double largest = 0;
        for (double value : eigenvector.data) {
            largest = Math.abs(value) > Math.abs(largest) ? value : largest;
        }
        float[] direction = new float[eigenvector.getNumElements()];
        for (int d = 0; d < direction.length; d++) {
            direction[d] = (float) (largest < 0 ? -eigenvector.data[d] : eigenvector.data[d]);
        }
        return direction;
    }
}
