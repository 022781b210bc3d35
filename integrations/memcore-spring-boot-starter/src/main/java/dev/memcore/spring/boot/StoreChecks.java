package dev.memcore.spring.boot;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.report.CheckReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Runs checks of a store, one at a time, and remembers the last one. Safe for use by several threads. */
final class StoreChecks {
    private final MemoryManager manager;
    private final InstantSource clock;
    private volatile @Nullable Checked last;

    /**
     * A finished check.
     *
     * @param at when it ended
     */
    record Checked(Instant at, CheckReport report) {}

    StoreChecks(MemoryManager manager, InstantSource clock) {
        this.manager = manager;
        this.clock = clock;
    }

    /** Reads and verifies all files. O(size of the store). */
    synchronized Checked check() {
        CheckReport report = manager.check();
        Checked checked = new Checked(clock.instant(), report);
        last = checked;
        return checked;
    }

    /** Returns the last check; null if there was none. */
    @Nullable
    Checked last() {
        return last;
    }

    /** Returns the last check, after a new one if it is older than the given time. */
    synchronized Checked notOlderThan(Duration age) {
        Checked known = last;
        return known == null || known.at().plus(age).isBefore(clock.instant()) ? check() : known;
    }
}
