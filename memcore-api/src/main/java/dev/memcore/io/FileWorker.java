package dev.memcore.io;

/** Marks the threads that may touch files. They belong to memcore and cannot be interrupted while they do. */
public interface FileWorker {
    /** Whether the current thread is one. */
    static boolean isCurrent() {
        return Thread.currentThread() instanceof FileWorker;
    }

    /**
     * Fails on all other threads.
     *
     * @throws IllegalStateException if the current thread is not a {@link FileWorker}
     */
    static void require() {
        if (!isCurrent()) {
            throw new IllegalStateException("thread " + Thread.currentThread().getName()
                    + " does not belong to memcore and must not touch files");
        }
    }
}
