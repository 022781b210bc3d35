package dev.memcore.io;

/**
 * Waits that an interrupt does not end. If there was an interrupt, the interrupt flag of the thread is set again after
 * the wait.
 */
public final class Uninterruptibly {
    private Uninterruptibly() {}

    /** A call that blocks. */
    @FunctionalInterface
    public interface Wait {
        void await() throws InterruptedException;
    }

    /** Waits until the call returns. After an interrupt, the call is made again. */
    public static void await(Wait wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    wait.await();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            restore(interrupted);
        }
    }

    /** Sets the interrupt flag of the current thread if the argument is true. */
    public static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
