package dev.memcore.io;

/**
 * Marks the threads that may use files. They belong to memcore, and an interrupt has no effect on them while they use
 * files.
 */
public interface FileWorker {
    /** Returns whether the current thread is a file worker. */
    static boolean isCurrent() {
        return Thread.currentThread() instanceof FileWorker;
    }

    /**
     * Throws if the current thread may not use files.
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
