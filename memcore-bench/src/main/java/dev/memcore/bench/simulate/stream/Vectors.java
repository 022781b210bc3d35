package dev.memcore.bench.simulate.stream;

import java.util.random.RandomGenerator;

/** Random vectors, and their similarity. */
public final class Vectors {
    private Vectors() {}

    /** A direction that is as likely as any other; of unit length. */
    public static double[] direction(int dimensions, RandomGenerator random) {
        double[] vector = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = random.nextGaussian();
        }
        double length = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < dimensions; i++) {
            vector[i] /= length;
        }
        return vector;
    }

    /** The vector with normal noise in each dimension. */
    static double[] noisy(double[] vector, double deviation, RandomGenerator random) {
        double[] noisy = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            noisy[i] = vector[i] + deviation * random.nextGaussian();
        }
        return noisy;
    }

    static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
