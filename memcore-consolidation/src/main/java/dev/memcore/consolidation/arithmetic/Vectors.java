package dev.memcore.consolidation.arithmetic;

/** Arithmetic of vectors of the same length. All O(length), without state. */
public final class Vectors {
    private Vectors() {}

    /** The scalar product. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The cosine, in [-1, 1]; -1 if either is all zeros, which is like nothing. */
    public static double cosine(double[] a, double[] b) {
        double norms = Math.sqrt(dot(a, a) * dot(b, b));
        return norms == 0 ? -1 : Math.clamp(dot(a, b) / norms, -1, 1);
    }

    /** The square of the Euclidean distance. */
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

    /** {@code factor * vector}, as a new vector. */
    public static double[] scaled(double factor, double[] vector) {
        double[] scaled = new double[vector.length];
        add(scaled, factor, vector);
        return scaled;
    }

    /** {@code (1 - share) * a + share * b}, as a new vector. */
    public static double[] blend(double[] a, double[] b, double share) {
        double[] blended = scaled(1 - share, a);
        add(blended, share, b);
        return blended;
    }

    /** The vector at length 1, as a new one; zeros stay zeros. */
    public static double[] unit(double[] vector) {
        double norm = Math.sqrt(dot(vector, vector));
        return norm == 0 ? vector.clone() : scaled(1 / norm, vector);
    }

    /** The same numbers in double precision. */
    public static double[] widened(float[] vector) {
        double[] wide = new double[vector.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = vector[i];
        }
        return wide;
    }
}
