package dev.memcore.langchain4j;

import java.util.concurrent.locks.ReentrantLock;

/** Locks for any number of keys on a fixed number of stripes. An interrupt does not abort the wait; the flag is kept. */
final class Stripes {
    /** With 16 threads on one key each, a chance of 6% for a thread to wait for a stranger. */
    private static final int STRIPES = 256;

    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    Stripes() {
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** Runs an action while no other action of the same key runs. */
    void exclusively(Object key, Runnable action) {
        ReentrantLock lock = locks[Math.floorMod(key.hashCode(), STRIPES)];
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
