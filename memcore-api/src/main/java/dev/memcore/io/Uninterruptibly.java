package dev.memcore.io;

/** Waits that an interrupt does not end. The interrupt is kept: the flag of the thread is set again afterwards. */
public final class Uninterruptibly {
    private Uninterruptibly() {}

    /** Something that blocks. */
    @FunctionalInterface
    public interface Wait {
        void await() throws InterruptedException;
    }

    /** Waits to the end. After an interrupt, the wait is begun again. */
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

    /** Sets the interrupt flag of the current thread, if it was set before. */
    public static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
