package dev.memcore.maintenance;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.commit.CallGate;
import dev.memcore.trigger.Triggers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs due policies soon after they become due, and complete maintenance at an interval. The work is split into parts,
 * and the thread can be stopped between two parts. A failure is logged and reported to the listener; the next attempt
 * follows after the interval.
 */
public final class MaintenanceThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceThread.class);

    /** The budget of one part. Each part reads its scopes again, so it must not be too small. */
    private static final Budget PART = Budget.ofOperations(20_000).withTime(Duration.ofSeconds(1));

    /** The maximum operations per interval, in case a policy never terminates. */
    private static final long MOST_AT_ONCE = 1_000_000;

    private final CallGate gate;
    private final Maintenance maintenance;
    private final Triggers triggers;
    private final long interval;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean due; // guarded by lock
    private boolean closed; // guarded by lock

    public MaintenanceThread(CallGate gate, Maintenance maintenance, Triggers triggers, Duration interval) {
        this.gate = gate;
        this.maintenance = maintenance;
        this.triggers = triggers;
        this.interval = interval.toNanos();
        this.thread = new Thread(this::run, "memcore-maintain");
        this.thread.setDaemon(true);
    }

    public void start() {
        triggers.onDue(this::signal);
        if (!triggers.isEmpty()) {
            signal();
        }
        thread.start();
    }

    private void signal() {
        lock.lock();
        try {
            due = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long next = System.nanoTime() + interval;
        boolean failed = false;
        while (awaitWork(next, failed)) {
            boolean all = System.nanoTime() - next >= 0;
            if (all) {
                next = System.nanoTime() + interval;
            }
            failed = !work(all ? Maintenance.Extent.ALL : Maintenance.Extent.DUE);
        }
    }

    /**
     * Waits for work.
     *
     * @param next when the interval ends
     * @param failed whether to wait for the end of the interval even if work is due
     * @return false if the thread must end
     */
    private boolean awaitWork(long next, boolean failed) {
        lock.lock();
        try {
            long left = next - System.nanoTime();
            while (!closed && left > 0 && (failed || !due)) {
                try {
                    left = news.awaitNanos(left);
                } catch (InterruptedException e) {
                    LOG.debug("An interrupt of the maintenance thread is ignored; only close() ends it", e);
                    left = next - System.nanoTime();
                }
            }
            due = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Runs parts until all work is done. Returns false after a failure. */
    private boolean work(Maintenance.Extent extent) {
        long done = 0;
        try {
            MaintenanceReport report;
            do {
                report = gate.call(() -> maintenance.run(PART, extent));
                done += report.total();
            } while (!report.finished() && done < MOST_AT_ONCE && !isClosed());
            return true;
        } catch (RuntimeException | Error e) {
            // Catches errors, too: a stack overflow in a policy must not end the maintenance of all scopes.
            if (!(e instanceof MemoryException failure && failure.code() == ErrorCode.CLOSED)) {
                LOG.warn(
                        "Maintenance failed; the next attempt is in {} s", TimeUnit.NANOSECONDS.toSeconds(interval), e);
            }
            return false;
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread after the current part. Idempotent. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
