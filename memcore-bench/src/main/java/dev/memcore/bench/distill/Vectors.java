package dev.memcore.bench.distill;

import java.util.Random;

/** Arithmetic on rows of floats. */
final class Vectors {
    private Vectors() {}

    /** Scales the vector, in place, to length 1; zeros stay zeros. */
    static float[] unit(float[] vector) {
        double norm = Math.sqrt(dot(vector, vector));
        if (norm > 0) {
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) (vector[d] / norm);
            }
        }
        return vector;
    }

    static void addScaled(float[] target, float[] vector, float factor) {
        for (int d = 0; d < target.length; d++) {
            target[d] += factor * vector[d];
        }
    }

    static void scale(float[] vector, float factor) {
        for (int d = 0; d < vector.length; d++) {
            vector[d] *= factor;
        }
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }

    static float[] mean(float[][] rows) {
        double[] sum = new double[rows[0].length];
        for (float[] row : rows) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += row[d];
            }
        }
        float[] mean = new float[sum.length];
        for (int d = 0; d < sum.length; d++) {
            mean[d] = (float) (sum[d] / rows.length);
        }
        return mean;
    }

    /**
     * Returns the rows, rotated by a random orthogonal matrix. All cosines of the rows stay. Rows of a rotated table are
     * nearly orthogonal to those of any other table: their cosine has mean 0 and standard deviation 1 /
     * sqrt(dimensions). Without this, the first principal components of two tables would fall together, although they
     * have nothing in common.
     */
    static float[][] rotated(float[][] rows, long seed) {
        float[][] axes = orthogonal(rows[0].length, new Random(seed));
        float[][] rotated = new float[rows.length][axes.length];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < axes.length; d++) {
                rotated[i][d] = (float) dot(axes[d], rows[i]);
            }
        }
        return rotated;
    }

    /** Gaussian rows, made orthogonal by the method of Gram and Schmidt (twice, for precision). */
    private static float[][] orthogonal(int dimensions, Random random) {
        float[][] rows = new float[dimensions][dimensions];
        for (int i = 0; i < dimensions; i++) {
            for (int d = 0; d < dimensions; d++) {
                rows[i][d] = (float) random.nextGaussian();
            }
            for (int j = 0; j < 2 * i; j++) {
                addScaled(rows[i], rows[j % i], (float) -dot(rows[i], rows[j % i]));
            }
            unit(rows[i]);
        }
        return rows;
    }
}
