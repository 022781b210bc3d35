package dev.memcore.bench.soak;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Retention;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.soak.model.Plot;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Manages the store that all threads use. It closes and reopens the store during use; running calls then fail with
 * CLOSED, as in a service that shuts down. Safe for use by several threads.
 */
final class Host implements AutoCloseable {
    private static final int SHORT = 8;
    private static final int KEPT_VERSIONS = 6;
    private static final Duration KEPT_FORGOTTEN = Duration.ofSeconds(2);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** The recommended policies, with a capacity of SHORT so small that messages leave the tier. */
    private static final List<LifecyclePolicy> POLICIES = Policies.recommended(SHORT, Policies.RECOMMENDED_CAPACITY);

    private final Path directory;
    private State state = State.CLOSED; // guarded by this
    private @Nullable MemoryManager store; // guarded by this
    private long generation; // guarded by this
    private boolean clean; // guarded by this

    private enum State {
        OPEN,
        FAILED,
        CLOSED
    }

    /**
     * A store to be used.
     *
     * @param generation tells it from those before
     * @param clean whether the one before was closed without failing, so that no uses are lost
     */
    record Lease(MemoryManager store, long generation, boolean clean) {}

    Host(Path directory) {
        this.directory = directory;
    }

    /** Opens a store with the configuration of the soak test. */
    static MemoryManager open(Path directory, @Nullable Duration interval) {
        return Stores.openServed(directory, POLICIES, Host::retention, interval);
    }

    private static Retention retention(Scope scope) {
        return Plot.isBrief(scope)
                ? Retention.ofVersions(KEPT_VERSIONS).withForgotten(KEPT_FORGOTTEN)
                : Retention.FOREVER;
    }

    /**
     * Opens the store, and releases threads that wait for it.
     *
     * @param clean whether the one before was closed without failing
     */
    void open(boolean clean) {
        MemoryManager opened = open(directory, INTERVAL);
        synchronized (this) {
            store = opened;
            generation++;
            this.clean = clean;
            state = State.OPEN;
            notifyAll();
        }
    }

    /** Returns the store, and waits while it is closed. */
    synchronized Lease lease() throws InterruptedException {
        while (state != State.OPEN || store == null) {
            wait();
        }
        return new Lease(store, generation, clean);
    }

    /** Whether calls of a store may fail because it is closed. */
    synchronized boolean isClosing(Lease lease) {
        return state != State.OPEN || lease.generation != generation;
    }

    /** Marks the store as failed. Returns whether it was not marked before. */
    synchronized boolean fail(Lease lease) {
        if (isClosing(lease)) {
            return false;
        }
        state = State.FAILED;
        notifyAll();
        return true;
    }

    /** Waits for a time, or until the store fails. Returns whether it has failed. */
    synchronized boolean awaitFailure(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && state == State.OPEN; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return state == State.FAILED;
    }

    /** Closes the store during use. Returns whether it had not failed before. */
    boolean shutDown() {
        MemoryManager closed;
        boolean healthy;
        synchronized (this) {
            healthy = state != State.FAILED;
            state = State.CLOSED;
            closed = store;
        }
        if (closed != null) {
            closed.close();
        }
        return healthy;
    }

    @Override
    public void close() {
        shutDown();
    }
}
