package dev.memcore.retrieval.storage;

/**
 * How long a writer waits before its next commit, by the number of documents that wait for the index. Up to half of the
 * capacity it does not wait. From there on, the delay doubles with each tenth of the rest, from {@value #LEAST_NANOS} ns
 * to 51 ms at the capacity. So writers that are faster than the index slow down to its rate by many short delays. If
 * they ran into the capacity instead, all of them would stop until the next batch is indexed. RocksDB delays writers in
 * the same way (its "delayed write rate"), before it stops them.
 */
public final class TailPressure {
    private static final long LEAST_NANOS = 50_000;
    private static final double DOUBLINGS = 10;

    private TailPressure() {}

    /**
     * Returns the delay of one commit in nanoseconds; 0 for none.
     *
     * @param waiting the number of waiting documents
     * @param capacity the number of waiting documents at which writers stop, 1 or more
     */
    public static long delayNanos(long waiting, int capacity) {
        double half = capacity / 2.0;
        if (waiting <= half) {
            return 0;
        }
        double above = Math.min(1, (waiting - half) / half);
        return (long) (LEAST_NANOS * Math.pow(2, DOUBLINGS * above));
    }
}
