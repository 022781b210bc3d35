package dev.memcore.retrieval;

/** Waits to the end, whatever interrupts; the interrupt is kept for the caller. */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Something that blocks. */
    interface Wait {
        void await() throws InterruptedException;
    }

    static void await(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
