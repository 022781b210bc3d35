package dev.memcore.papers.association;

import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.SplittableRandom;

/** Random keys and values of unit length, for tests. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pairs(double[][] keys, double[][] values) {
    static Pairs of(int pairs, int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] keys = new double[pairs][];
        double[][] values = new double[pairs][];
        for (int i = 0; i < pairs; i++) {
            keys[i] = unit(random, length);
            values[i] = unit(random, length);
        }
        return new Pairs(keys, values);
    }

    private static double[] unit(SplittableRandom random, int length) {
        double[] vector = new double[length];
        for (int i = 0; i < length; i++) {
            vector[i] = random.nextGaussian();
        }
        return Vectors.unit(vector);
    }

    void writeTo(AssociativeMatrix matrix) {
        for (int i = 0; i < keys.length; i++) {
            matrix.write(keys[i], values[i]);
        }
    }

    /** The share of keys whose read is nearest to their own value. */
    double recall(AssociativeMatrix matrix) {
        int right = 0;
        for (int i = 0; i < keys.length; i++) {
            double[] read = matrix.read(keys[i]);
            int best = 0;
            for (int j = 1; j < values.length; j++) {
                best = Vectors.cosine(read, values[j]) > Vectors.cosine(read, values[best]) ? j : best;
            }
            right += best == i ? 1 : 0;
        }
        return right / (double) keys.length;
    }

    /** The mean cosine of what is read and what was written. */
    double likeness(AssociativeMatrix matrix) {
        double sum = 0;
        for (int i = 0; i < keys.length; i++) {
            sum += Vectors.cosine(matrix.read(keys[i]), values[i]);
        }
        return sum / keys.length;
    }
}
