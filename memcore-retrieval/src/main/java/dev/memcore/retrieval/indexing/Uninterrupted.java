package dev.memcore.retrieval.indexing;

/** Waits to the end, whatever interrupts; the interrupt is kept for the caller. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Something that blocks. */
    public interface Wait {
        void await() throws InterruptedException;
    }

    public static void await(Wait wait) {
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
