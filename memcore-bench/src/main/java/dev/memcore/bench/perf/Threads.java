package dev.memcore.bench.perf;

/** Waiting for threads. */
final class Threads {
    private Threads() {}

    /** Waits until a thread has ended. */
    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + thread.getName(), e);
        }
    }
}
