package dev.memcore.papers.association;

/**
 * A matrix to which pairs of vectors are added, and which leads from a key to its value. Keys and values have lengths of their own,
 * which all calls keep to. For one thread.
 */
public interface AssociativeMatrix {
    /**
     * Adds a pair.
     *
     * @param key finite, not all zeros
     * @param value finite
     */
    void write(double[] key, double[] value);

    /** The value to which a key leads, as a new vector: that of its pair, or a mixture. */
    double[] read(double[] key);
}
