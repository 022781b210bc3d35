package dev.memcore.bench.simulate.trace;

import java.util.random.RandomGenerator;

/** Draws ranks from 0 on, of which the r-th comes with a chance proportional to {@code (r + 1)^-exponent}. O(log n) a draw. */
final class Zipf {
    private final double[] cumulated;

    /** Creates a distribution over a number of ranks; with an exponent of 0 it is uniform. */
    Zipf(int ranks, double exponent) {
        cumulated = new double[ranks];
        double sum = 0;
        for (int i = 0; i < ranks; i++) {
            sum += Math.pow(i + 1.0, -exponent);
            cumulated[i] = sum;
        }
    }

    int draw(RandomGenerator random) {
        return Draws.place(cumulated, random);
    }

    /** The chance of a rank. */
    double chance(int rank) {
        return (cumulated[rank] - (rank == 0 ? 0 : cumulated[rank - 1])) / cumulated[cumulated.length - 1];
    }
}
