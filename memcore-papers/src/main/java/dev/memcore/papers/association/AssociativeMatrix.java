package dev.memcore.papers.association;

/**
 * A matrix that stores pairs of vectors, and returns the value for a key. All keys have one length, and all values have
 * one length. For one thread.
 */
public interface AssociativeMatrix {
    /**
     * Adds a pair.
     *
     * @param key finite, not all zeros
     * @param value finite
     */
    void write(double[] key, double[] value);

    /** Returns the value for a key, as a new vector: that of its pair, or a mixture of several. */
    double[] read(double[] key);
}
