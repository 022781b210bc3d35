package dev.memcore.consolidation.arithmetic;

import java.util.random.RandomGenerator;

/**
 * A random generator with reproducible output on every platform: SplitMix64 (Steele, Lea and Flood, Fast Splittable
 * Pseudorandom Number Generators, 2014). It is implemented here because library code must not use generators that take
 * a seed from the machine. For one thread.
 */
public final class Chance implements RandomGenerator {
    private long state;

    /** Creates a generator whose output depends on the seed alone. */
    public Chance(long seed) {
        this.state = seed;
    }

    @Override
    public long nextLong() {
        long next = Hashes.mix(state);
        state += Hashes.STEP;
        return next;
    }

    /**
     * Draws an index with a probability proportional to its weight. O(weights).
     *
     * @param weights not negative, with a positive sum
     */
    public int place(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = nextDouble() * sum;
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                left -= weights[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}
