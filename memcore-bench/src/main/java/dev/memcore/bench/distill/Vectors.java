package dev.memcore.bench.distill;

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
}
