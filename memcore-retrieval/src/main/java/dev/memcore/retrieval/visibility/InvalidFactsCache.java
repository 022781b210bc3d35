package dev.memcore.retrieval.visibility;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Status;
import dev.memcore.spi.index.FactTimeline.Interval;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps which facts of a sight are not valid, for as long as the index stands as it does, the moment lies in a period in which no fact
 * starts or ends, and no fact waits in the tail. Thread-safe.
 */
final class InvalidFactsCache {
    private static final long BYTES_PER_READER = 8L << 20;

    private final Map<Object, Cache<VisibilityKey, InvalidFacts>> readers = new ConcurrentHashMap<>();

    InvalidFacts get(
            @Nullable Interval time,
            IndexReader index,
            VisibilityKey facts,
            Collection<Memory> waiting,
            Supplier<InvalidFacts> found) {
        var helper = index.getReaderCacheHelper();
        if (time == null || !time.isMoment() || facts.moment() != null || helper == null || anyFact(waiting)) {
            return found.get();
        }
        Cache<VisibilityKey, InvalidFacts> known = readers.computeIfAbsent(helper.getKey(), key -> {
            helper.addClosedListener(readers::remove);
            return Caffeine.newBuilder()
                    .maximumWeight(BYTES_PER_READER)
                    .weigher((VisibilityKey sight, InvalidFacts invalid) -> invalid.bytes())
                    .executor(Runnable::run)
                    .build();
        });
        InvalidFacts before = known.getIfPresent(facts);
        if (before != null && before.isFor(time)) {
            return before;
        }
        // Two that come at once both find out; the outcome is the same.
        InvalidFacts now = found.get();
        known.put(facts, now);
        return now;
    }

    /** What was erased does not say whether it was a fact. */
    private static boolean anyFact(Collection<Memory> waiting) {
        return waiting.stream().anyMatch(memory -> memory.kind().equals(Kind.FACT) || memory.status() == Status.ERASED);
    }
}
