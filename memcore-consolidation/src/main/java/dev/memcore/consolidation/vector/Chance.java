package dev.memcore.consolidation.vector;

import java.util.random.RandomGenerator;

/**
 * Chance that is the same everywhere and always: SplitMix64 (Steele, Lea and Flood, Fast Splittable Pseudorandom Number
 * Generators, 2014), written out, as the house makes no generators that could take their seed from the machine. For one thread.
 */
public final class Chance implements RandomGenerator {
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private long state;

    /** Numbers that follow from a seed alone. */
    public Chance(long seed) {
        this.state = seed;
    }

    @Override
    public long nextLong() {
        state += STEP;
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /**
     * Draws a place with a probability in proportion to its weight. O(weights).
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
