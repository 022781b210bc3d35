package dev.memcore.consolidation.arithmetic;

/** Arithmetic of vectors of the same length. Each function is O(length) and stateless. */
public final class Vectors {
    private Vectors() {}

    /** Returns the scalar product. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Returns the cosine, in [-1, 1]; -1 if either vector is all zeros, so that such a vector is similar to none. */
    public static double cosine(double[] a, double[] b) {
        double norms = Math.sqrt(dot(a, a) * dot(b, b));
        return norms == 0 ? -1 : Math.clamp(dot(a, b) / norms, -1, 1);
    }

    /** Returns the square of the Euclidean distance. */
    public static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }

    /** Adds {@code factor * vector} to a sum, in place. */
    public static void add(double[] sum, double factor, double[] vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * vector[i];
        }
    }

    /** Returns {@code factor * vector}, as a new vector. */
    public static double[] scaled(double factor, double[] vector) {
        double[] scaled = new double[vector.length];
        add(scaled, factor, vector);
        return scaled;
    }

    /** Returns {@code (1 - share) * a + share * b}, as a new vector. */
    public static double[] blend(double[] a, double[] b, double share) {
        double[] blended = scaled(1 - share, a);
        add(blended, share, b);
        return blended;
    }

    /** Returns a copy of the vector, scaled to length 1; zeros stay zeros. */
    public static double[] unit(double[] vector) {
        double norm = Math.sqrt(dot(vector, vector));
        return norm == 0 ? vector.clone() : scaled(1 / norm, vector);
    }

    /** Returns the same numbers in double precision. */
    public static double[] widened(float[] vector) {
        double[] wide = new double[vector.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = vector[i];
        }
        return wide;
    }
}
