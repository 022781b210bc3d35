package dev.memcore.papers.slot;

/**
 * What becomes of an old value when a new one comes. Pure, O(length), safe for any number of threads; the values given are left as
 * they are, and may be returned.
 */
@FunctionalInterface
public interface SlotUpdate {
    /**
     * The value from now on.
     *
     * @param old the value so far
     * @param fresh what comes, of the same length
     * @param count how many values the old one was made of, 1 at least
     */
    double[] update(double[] old, double[] fresh, long count);
}
