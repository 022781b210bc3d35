package dev.memcore.bench.distill;

import java.util.Arrays;

/**
 * Finds the table whose sentence means are closest to the teacher's sentence vectors. Pieces that occur in few
 * sentences stay near their vectors in a first table. This is the minimum over X of {@code |A X - Y|^2 + ridge |X -
 * X0|^2}.
 *
 * <p>Solved by conjugate gradients on the normal equations (Hestenes and Stiefel, 1952), for each dimension separately,
 * with all dimensions in the same iteration. Early stopping also regularizes, so the fixed number of iterations is part
 * of the model.
 */
final class RidgeRegression {
    private final MeanOperator means;
    private final float ridge;
    private final int iterations;

    RidgeRegression(MeanOperator means, float ridge, int iterations) {
        this.means = means;
        this.ridge = ridge;
        this.iterations = iterations;
    }

    /** The table for the targets {@code y}, one per sentence, starting at {@code first}, which is not changed. */
    float[][] solve(float[][] y, float[][] first) {
        float[][] table = copy(first);
        float[][] residual = means.applyTransposed(minus(y, means.apply(first)));
        float[][] direction = copy(residual);
        double[] energy = squares(residual, residual);
        for (int i = 0; i < iterations; i++) {
            float[][] image = means.applyTransposed(means.apply(direction));
            addColumns(image, direction, constant(energy.length, ridge));
            double[] step = ratio(energy, squares(direction, image));
            addColumns(table, direction, step);
            addColumns(residual, image, negated(step));
            double[] newEnergy = squares(residual, residual);
            direction = next(residual, direction, ratio(newEnergy, energy));
            energy = newEnergy;
        }
        return table;
    }

    private static float[][] next(float[][] residual, float[][] direction, double[] factor) {
        float[][] next = copy(residual);
        addColumns(next, direction, factor);
        return next;
    }

    private static float[][] copy(float[][] rows) {
        float[][] copy = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    private static float[][] minus(float[][] a, float[][] b) {
        float[][] difference = copy(a);
        for (int i = 0; i < b.length; i++) {
            Vectors.addScaled(difference[i], b[i], -1);
        }
        return difference;
    }

    /** Adds to each column of {@code target} that column of {@code rows} times its factor. */
    private static void addColumns(float[][] target, float[][] rows, double[] factors) {
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < factors.length; d++) {
                target[i][d] += (float) (factors[d] * rows[i][d]);
            }
        }
    }

    /** The inner product of each column of {@code a} with that of {@code b}. */
    private static double[] squares(float[][] a, float[][] b) {
        double[] sums = new double[a[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int d = 0; d < sums.length; d++) {
                sums[d] += (double) a[i][d] * b[i][d];
            }
        }
        return sums;
    }

    private static double[] ratio(double[] a, double[] b) {
        double[] ratio = new double[a.length];
        for (int d = 0; d < a.length; d++) {
            ratio[d] = b[d] == 0 ? 0 : a[d] / b[d];
        }
        return ratio;
    }

    private static double[] constant(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    private static double[] negated(double[] values) {
        double[] negated = new double[values.length];
        for (int d = 0; d < values.length; d++) {
            negated[d] = -values[d];
        }
        return negated;
    }
}
