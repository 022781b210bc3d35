package dev.memcore.commit;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks for any number of keys on a fixed number of stripes. Equal keys always share a stripe; different keys seldom
 * do. Several stripes are locked in a fixed order, which prevents deadlocks. Locking ignores interrupts and keeps the
 * interrupt flag.
 */
public final class StripedLocks {
    /**
     * With 64 threads on one key each, a thread waits for an unrelated key with a probability of 3%. The stripes take
     * some 100 kB.
     */
    private static final int STRIPES = 2_048;

    /** Stands for all keys. A thread that holds it excludes all others. */
    public static final Collection<Object> EVERY_KEY = new EveryKey();

    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    StripedLocks() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /** Locks that the current thread holds until they are closed. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** Locks all the keys. O(keys log keys). */
    Held lock(Collection<?> keys) {
        int[] taken =
                keys.stream().mapToInt(StripedLocks::stripe).sorted().distinct().toArray();
        for (int stripe : taken) {
            stripes[stripe].lock();
        }
        return () -> {
            for (int i = taken.length - 1; i >= 0; i--) {
                stripes[taken[i]].unlock();
            }
        };
    }

    /** A collection that contains every object and has a key for each stripe. */
    private static final class EveryKey extends AbstractCollection<Object> {
        private final List<Object> keys = new ArrayList<>();

        EveryKey() {
            BitSet found = new BitSet(STRIPES);
            for (int key = 0; found.cardinality() < STRIPES; key++) {
                int stripe = stripe(key);
                if (!found.get(stripe)) {
                    found.set(stripe);
                    keys.add(key);
                }
            }
        }

        @Override
        public boolean contains(Object key) {
            return true;
        }

        @Override
        public Iterator<Object> iterator() {
            return Collections.unmodifiableList(keys).iterator();
        }

        @Override
        public int size() {
            return keys.size();
        }
    }

    private static int stripe(Object key) {
        int hash = key.hashCode() * 0x9E37_79B9; // Fibonacci hashing: ids of one batch differ in few bits
        return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(STRIPES));
    }
}
