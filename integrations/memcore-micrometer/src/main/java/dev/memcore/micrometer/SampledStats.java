package dev.memcore.micrometer;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.StoreStats;
import io.micrometer.core.instrument.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;

/**
 * The statistics of a store for all meters of one scrape. They are read at most once in {@value #SECONDS} seconds,
 * because that takes O(memories). Thread-safe.
 */
final class SampledStats {
    static final int SECONDS = 5;

    private static final long NANOS = TimeUnit.SECONDS.toNanos(SECONDS);

    private final MemoryManager manager;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<StoreStats> last = Optional.empty(); // guarded by lock
    private long readAt; // guarded by lock
    private boolean read; // guarded by lock

    SampledStats(MemoryManager manager, Clock clock) {
        this.manager = manager;
        this.clock = clock;
    }

    /** Returns a value of the statistics, or NaN if the store cannot report them, for example because it is closed. */
    double value(ToDoubleFunction<StoreStats> of) {
        return stats().map(of::applyAsDouble).orElse(Double.NaN);
    }

    Optional<StoreStats> stats() {
        lock.lock();
        try {
            long now = clock.monotonicTime();
            if (!read || now - readAt >= NANOS) {
                last = read();
                readAt = now;
                read = true;
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    private Optional<StoreStats> read() {
        try {
            return Optional.of(manager.stats());
        } catch (MemoryException e) {
            return Optional.empty();
        }
    }
}
