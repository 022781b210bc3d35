package dev.memcore.bench.soak;

import dev.memcore.bench.harness.ChildJvm;
import java.time.Duration;

/** Kills a process after a time, and records the reason. Safe for use by several threads. */
final class Killer {
    private final ChildJvm child;
    private Reason reason = Reason.NONE; // guarded by this

    /** Why the process was killed. */
    enum Reason {
        /** The process was not killed. */
        NONE,
        /** The kill was planned. */
        PLANNED,
        /** The process did not end in time. */
        LATE
    }

    Killer(ChildJvm child) {
        this.child = child;
    }

    /** Kills the process after a time, if it has not been killed by then. */
    void killIn(Duration time, Reason because) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(time.toMillis());
                    } catch (InterruptedException e) {
                        return;
                    }
                    kill(because);
                },
                "soak-killer");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void kill(Reason because) {
        if (reason == Reason.NONE && child.isAlive()) {
            reason = because;
            child.kill();
        }
    }

    synchronized Reason reason() {
        return reason;
    }
}
