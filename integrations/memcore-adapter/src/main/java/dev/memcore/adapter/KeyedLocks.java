package dev.memcore.adapter;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks for any number of keys, with a fixed number of stripes. An interrupt does not abort the wait; the interrupt flag
 * is kept.
 */
public final class KeyedLocks {
    /** With 16 threads on different keys, a thread waits for another key with a probability of 6%. */
    private static final int STRIPES = 256;

    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    /** Creates the locks. */
    public KeyedLocks() {
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** Runs an action while no other action of the same key runs. */
    public void exclusively(Object key, Runnable action) {
        ReentrantLock lock = locks[Math.floorMod(key.hashCode(), STRIPES)];
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
