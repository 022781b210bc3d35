package dev.memcore.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Does what an interrupt would break off, and gives the interrupt back afterwards. */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Something that opens, uses and closes a channel of its own, so that it can be done again. */
    @FunctionalInterface
    interface ChannelAction {
        void run() throws IOException;
    }

    static void io(ChannelAction action) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    action.run();
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            restore(interrupted);
        }
    }

    static void join(Thread thread) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    thread.join();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            restore(interrupted);
        }
    }

    static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
