package dev.memcore.store.window;

import dev.memcore.api.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cached latest messages of one session. The first reader loads them. A publisher never waits for a load: versions
 * that are published during a load are collected, and added to the loaded messages.
 */
final class CachedSession {
    /** Held during a load. Other readers wait for it. */
    private final ReentrantLock loading = new ReentrantLock();

    private @Nullable RecentMessages messages; // guarded by this
    /**
     * The versions that were published since the current load began, or null if no load is running. Guarded by this.
     */
    private @Nullable List<Memory> missed;

    /** Returns the messages. Loads them if they are not cached. */
    RecentMessages messages(Supplier<RecentMessages> load) {
        RecentMessages known = known();
        return known == null ? loaded(load) : known;
    }

    private RecentMessages loaded(Supplier<RecentMessages> load) {
        loading.lock();
        try {
            RecentMessages known = known();
            while (known == null) {
                begin();
                known = finish(load.get());
            }
            return known;
        } finally {
            abandon();
            loading.unlock();
        }
    }

    private synchronized @Nullable RecentMessages known() {
        return messages;
    }

    private synchronized void begin() {
        missed = new ArrayList<>();
    }

    private synchronized @Nullable RecentMessages finish(RecentMessages loaded) {
        messages = missed == null ? loaded : loaded.with(missed);
        missed = null;
        return messages;
    }

    private synchronized void abandon() {
        missed = null;
    }

    /** Adds new versions. */
    synchronized void take(List<Memory> changed) {
        if (missed != null) {
            missed.addAll(changed);
        } else if (messages != null) {
            messages = messages.with(changed);
        }
    }

    /** The estimated heap size of the messages, in bytes. O(1). */
    synchronized long bytes() {
        return messages == null ? 0 : messages.bytes();
    }
}
