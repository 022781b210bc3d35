package dev.memcore.space;

import dev.memcore.api.Memory;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.report.CacheStats;
import dev.memcore.component.StoreComponents;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.store.window.RecentWindows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** The recent windows of the sessions, as their readers see them. They are loaded from the index. */
final class Sessions {
    /** The number of cached sessions. Others are loaded when they are read. */
    private static final int MAX_SESSIONS = 1_000;

    /** Tenants with equal remainders of their hashes share a counter of writes. */
    private static final int COUNTERS = 1_024;

    private final AtomicLongArray writes = new AtomicLongArray(COUNTERS);
    private final MemoryLookup index;
    private final InstantSource clock;
    private final TokenCounter tokens;
    private final RecentWindows windows;
    private final UnansweredQuestions questions;

    Sessions(StoreComponents parts) {
        this.index = parts.index();
        this.clock = parts.clock();
        this.tokens = parts.tokens();
        this.windows = new RecentWindows(MAX_SESSIONS, parts.windowMessages(), this::load);
        this.questions = new UnansweredQuestions(parts.index());
    }

    /** Adds new versions after the index has them. */
    void published(List<Memory> versions) {
        windows.published(versions);
        questions.published(versions);
        versions.forEach(
                version -> writes.incrementAndGet(counter(version.scope().tenant())));
    }

    /**
     * A number that changes when versions of a tenant's memories have become visible. It may also change when those of
     * another tenant have.
     */
    long writes(String tenant) {
        return writes.get(counter(tenant));
    }

    private static int counter(String tenant) {
        return Math.floorMod(tenant.hashCode(), COUNTERS);
    }

    /** How the cache of windows is used. */
    CacheStats cache() {
        return windows.cache();
    }

    /** The filter that excludes a question from its own results. */
    UnansweredQuestions questions() {
        return questions;
    }

    /** The latest messages of a session of exactly the reader's scope that the reader sees and that fit the budget. */
    List<Memory> window(Principal reader, String session, int budget) {
        Instant now = clock.instant();
        return windows.window(
                reader.scope(), session, message -> reader.sees(message) && message.inForceAt(now), budget, tokens);
    }

    /**
     * The tokens of a session's messages in {@link Tier#SHORT}. Stops counting once the sum reaches {@code enough}.
     * O(messages counted).
     */
    long held(Scope scope, String session, long enough) {
        Instant now = clock.instant();
        return windows.tokens(
                scope, session, message -> message.tier() == Tier.SHORT && message.inForceAt(now), enough, tokens);
    }

    // A session also holds memories derived from its messages. They count towards the index's limit, but are not
    // messages. So the limit grows until it yields enough messages, or there are no more.
    private List<Memory> load(Scope scope, String session, int atLeast) {
        Instant now = clock.instant();
        int limit = atLeast;
        List<Memory> latest = index.latest(scope, session, limit, now);
        while (latest.size() == limit && messages(latest) < atLeast && limit < Integer.MAX_VALUE / 2) {
            limit *= 2;
            latest = index.latest(scope, session, limit, now);
        }
        return latest;
    }

    private static long messages(List<Memory> memories) {
        return memories.stream()
                .filter(memory -> memory.observation().derivedFrom().isEmpty())
                .count();
    }
}
