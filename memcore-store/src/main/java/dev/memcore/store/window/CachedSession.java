package dev.memcore.store.window;

import dev.memcore.api.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest messages of one session, loaded by the first who asks. Whoever publishes never waits for the loading: what
 * comes in meanwhile is put aside, and added to what was loaded.
 */
final class CachedSession {
    /** Held while loading: others who ask wait for it. */
    private final ReentrantLock loading = new ReentrantLock();

    private @Nullable RecentMessages messages; // guarded by this
    /** What was published since the loading under way began; null: there is none. Guarded by this. */
    private @Nullable List<Memory> missed;

    /** The messages; loads them if they are not known. */
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

    /** Takes in new versions. */
    synchronized void take(List<Memory> changed) {
        if (missed != null) {
            missed.addAll(changed);
        } else if (messages != null) {
            messages = messages.with(changed);
        }
    }

    /** How much heap they take, by an estimate. O(1). */
    synchronized long bytes() {
        return messages == null ? 0 : messages.bytes();
    }
}
