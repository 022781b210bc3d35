package dev.memcore.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.Principal;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextLine;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.report.CacheStats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contexts that were assembled last, for requests that are repeated while nothing has changed. A context is reused if
 * nothing was written for its tenant since, if it is at most {@link #MOST_AGE} old, and if nothing that it shows has
 * expired since. The age is limited because a memory may become valid, and because the present moves on. Its size is
 * limited by the characters of the texts. Safe for any number of threads.
 */
public final class ContextCache {
    private static final Duration MOST_AGE = Duration.ofMinutes(1);

    private static final long MOST_CHARACTERS = 8_000_000;

    /** About the characters of an entry besides its text. */
    private static final int OVERHEAD = 500;

    private final InstantSource clock;
    private final ToLongFunction<String> writes;
    private final AtomicLong cleared = new AtomicLong();
    private final Cache<Key, Entry> entries = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((Key key, Entry entry) ->
                    OVERHEAD + 2 * entry.context().text().length())
            .executor(Runnable::run)
            .build();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    private record Key(Principal reader, @Nullable String session, ContextRequest request) {}

    private record Entry(Context context, long writes, Instant from, Instant until) {}

    /**
     * Creates an empty cache.
     *
     * @param writes returns a number that changes with every write for a tenant
     */
    public ContextCache(InstantSource clock, ToLongFunction<String> writes) {
        this.clock = clock;
        this.writes = writes;
    }

    /** Called when anything else that contexts depend on has changed: feedback, erased texts. */
    public void clear() {
        cleared.incrementAndGet(); // drops those that are being assembled
        entries.invalidateAll();
    }

    /** Returns the context of a request, from the cache if it is still valid. */
    public Context get(Principal reader, @Nullable String session, ContextRequest request, Supplier<Context> assembly) {
        String tenant = reader.scope().tenant();
        long before = changes(tenant);
        Instant now = clock.instant();
        Key key = new Key(reader, session, request);
        Entry entry = entries.getIfPresent(key);
        if (entry != null && entry.writes() == before && !now.isBefore(entry.from()) && now.isBefore(entry.until())) {
            hits.increment();
            return entry.context();
        }
        misses.increment();
        Context context = assembly.get();
        if (!context.degraded().isEmpty()) {
            return context; // the same request gives a better context later
        }
        entries.put(key, new Entry(context, before, now, until(context, now)));
        if (changes(tenant) != before) {
            entries.invalidate(key);
        }
        return context;
    }

    /** Returns how the cache is used. An entry that is no longer valid is a miss. */
    public CacheStats stats() {
        return new CacheStats(hits.sum(), misses.sum(), entries.estimatedSize());
    }

    private static Instant until(Context context, Instant now) {
        return context.lines().stream()
                .map(ContextLine::memory)
                .flatMap(Stream::ofNullable)
                .flatMap(memory -> Stream.of(
                        memory.observation().expiresAt(), memory.observation().validTo()))
                .flatMap(Stream::ofNullable)
                .filter(end -> end.isAfter(now))
                .reduce(now.plus(MOST_AGE), (one, other) -> one.isBefore(other) ? one : other);
    }

    /** Both counters only grow, so that their sum changes with each of them. */
    private long changes(String tenant) {
        return writes.applyAsLong(tenant) + cleared.get();
    }
}
