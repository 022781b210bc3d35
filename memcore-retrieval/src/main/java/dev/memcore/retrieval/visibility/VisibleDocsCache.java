package dev.memcore.retrieval.visibility;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.report.CacheStats;
import dev.memcore.spi.index.FactTimeline.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

/**
 * Caches the {@link VisibleDocs} of each segment and {@link VisibilityKey}, as long as the segment is open and within a
 * limit of memory. Thread-safe.
 */
final class VisibleDocsCache {
    static final long BYTES_PER_SEGMENT = 8L << 20;

    private final Map<Object, Cache<Object, VisibleDocs>> segments = new ConcurrentHashMap<>();
    private final ConcurrentStatsCounter used = new ConcurrentStatsCounter();

    private final InvalidFacts.KnownFacts invalid = new InvalidFacts.KnownFacts();

    /**
     * Returns the visible documents by segment reader. Leaf contexts are no keys, because two threads may have
     * different ones for the same segment.
     */
    Map<LeafReader, VisibleDocs> of(IndexReader index, VisibilityKey key) {
        Map<LeafReader, VisibleDocs> bySegment = new LinkedHashMap<>();
        for (LeafReaderContext leaf : index.leaves()) {
            bySegment.put(leaf.reader(), of(leaf.reader(), key));
        }
        return bySegment;
    }

    /** Returns the facts of a key that are not valid at a time; see {@link InvalidFacts#at}. */
    InvalidFacts invalid(
            @Nullable Interval time, IndexReader index, VisibilityKey facts, Map<MemoryId, Memory> waiting) {
        InvalidFacts.Documents documents = leaf -> of(leaf, facts).iterator();
        return invalid.get(
                time,
                index,
                facts,
                waiting.values(),
                () -> unchecked(() -> InvalidFacts.at(time, index, documents, waiting)));
    }

    /** The cache key of visible documents without some facts. */
    private record Without(VisibilityKey key, DocumentSet facts, boolean counted) {}

    /**
     * Returns the visible documents without the facts that are not valid, by segment reader.
     *
     * @param counted whether these facts are left out of the statistics too
     */
    Map<LeafReader, VisibleDocs> of(IndexReader index, VisibilityKey key, InvalidFacts invalid, boolean counted) {
        if (invalid.isEmpty()) {
            return of(index, key);
        }
        Map<LeafReader, VisibleDocs> bySegment = new LinkedHashMap<>();
        for (LeafReaderContext context : index.leaves()) {
            LeafReader leaf = context.reader();
            DocumentSet facts = invalid.in(leaf);
            VisibleDocs all = of(leaf, key);
            VisibleDocs left = facts.count() == 0
                    ? all
                    : kept(leaf, new Without(key, facts, counted), () -> all.without(facts, counted));
            bySegment.put(leaf, left);
        }
        return bySegment;
    }

    private VisibleDocs of(LeafReader leaf, VisibilityKey key) {
        Instant moment = key.moment();
        if (moment == null) {
            return kept(leaf, key, () -> VisibleDocs.of(leaf, key));
        }
        VisibleDocs always = of(leaf, key.always());
        return kept(leaf, key, () -> always.at(moment));
    }

    private VisibleDocs kept(LeafReader leaf, Object key, Reading<VisibleDocs> reading) {
        Cache<Object, VisibleDocs> seen = cache(leaf);
        return seen.get(key, k -> {
            VisibleDocs docs = unchecked(reading);
            // Sets with the statistics of another set have no counts of their own.
            return docs.counted == docs ? docs.kept(grown -> weigh(seen, key, grown)) : docs;
        });
    }

    private static void weigh(Cache<Object, VisibleDocs> seen, Object key, VisibleDocs docs) {
        VisibleDocs present = seen.asMap().computeIfPresent(key, (k, kept) -> kept); // updates the weight
        if (present != docs) {
            docs.letGo();
        }
    }

    private static int bytes(Object key, VisibleDocs docs) {
        int facts =
                key instanceof Without without ? Integer.BYTES * without.facts().count() : 0;
        return (int) Math.min(Integer.MAX_VALUE, (long) facts + docs.bytes());
    }

    private static void letGo(@Nullable VisibleDocs docs) {
        if (docs != null) {
            docs.letGo();
        }
    }

    /**
     * Returns the heap size of the cached sets of a segment in bytes, by an estimate; at most
     * {@link #BYTES_PER_SEGMENT}.
     */
    long bytes(LeafReader leaf) {
        Cache<Object, VisibleDocs> seen = cache(leaf);
        seen.cleanUp();
        return seen.asMap().entrySet().stream()
                .mapToLong(entry -> bytes(entry.getKey(), entry.getValue()))
                .sum();
    }

    /** Returns how the caches of all segments are used. */
    CacheStats stats() {
        var all = used.snapshot();
        long entries =
                segments.values().stream().mapToLong(Cache::estimatedSize).sum();
        return new CacheStats(all.hitCount(), all.missCount(), entries);
    }

    private Cache<Object, VisibleDocs> cache(LeafReader leaf) {
        var helper = leaf.getReaderCacheHelper();
        return segments.computeIfAbsent(helper.getKey(), key -> {
            helper.addClosedListener(segments::remove);
            return Caffeine.newBuilder()
                    .maximumWeight(BYTES_PER_SEGMENT)
                    .weigher((Object cached, VisibleDocs docs) -> bytes(cached, docs))
                    .evictionListener((cached, docs, cause) -> letGo(docs))
                    .recordStats(() -> used)
                    .executor(Runnable::run)
                    .build();
        });
    }

    /** A read of an open segment. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T unchecked(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
