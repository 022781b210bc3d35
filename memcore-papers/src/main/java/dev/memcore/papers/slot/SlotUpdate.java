package dev.memcore.papers.slot;

/**
 * Combines the old value of a slot with a new one. Pure, O(length), safe for use by several threads. Does not modify
 * its arguments, but may return one of them.
 */
@FunctionalInterface
public interface SlotUpdate {
    /**
     * Returns the new value of the slot.
     *
     * @param old the value so far
     * @param fresh the new value, of the same length
     * @param count the number of values in the old one, at least 1
     */
    double[] update(double[] old, double[] fresh, long count);
}
