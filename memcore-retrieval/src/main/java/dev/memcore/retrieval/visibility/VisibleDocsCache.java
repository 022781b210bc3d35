package dev.memcore.retrieval.visibility;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
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

/** Keeps what was computed, for as long as the segment lives and memory allows. Thread-safe. */
final class VisibleDocsCache {
    static final long BYTES_PER_SEGMENT = 8L << 20;

    private final Map<Object, Cache<Object, VisibleDocs>> segments = new ConcurrentHashMap<>();

    private final InvalidFacts.KnownFacts invalid = new InvalidFacts.KnownFacts();

    /** What is in sight, by segment. (Not by its context: two threads may come to have two of the same segment.) */
    Map<LeafReader, VisibleDocs> of(IndexReader index, VisibilityKey sight) {
        Map<LeafReader, VisibleDocs> bySegment = new LinkedHashMap<>();
        for (LeafReaderContext leaf : index.leaves()) {
            bySegment.put(leaf.reader(), of(leaf.reader(), sight));
        }
        return bySegment;
    }

    /** The facts of a sight that are not valid at a time; see {@link InvalidFacts#at}. */
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

    /** What is in sight without some facts. */
    private record Without(VisibilityKey sight, DocumentSet facts, boolean counted) {}

    /**
     * What is in sight, without the facts that are not valid, by segment.
     *
     * @param counted whether these facts do not count for the statistics either
     */
    Map<LeafReader, VisibleDocs> of(IndexReader index, VisibilityKey sight, InvalidFacts invalid, boolean counted) {
        if (invalid.isEmpty()) {
            return of(index, sight);
        }
        Map<LeafReader, VisibleDocs> bySegment = new LinkedHashMap<>();
        for (LeafReaderContext context : index.leaves()) {
            LeafReader leaf = context.reader();
            DocumentSet facts = invalid.in(leaf);
            VisibleDocs all = of(leaf, sight);
            VisibleDocs left = facts.count() == 0
                    ? all
                    : kept(leaf, new Without(sight, facts, counted), () -> all.without(facts, counted));
            bySegment.put(leaf, left);
        }
        return bySegment;
    }

    private VisibleDocs of(LeafReader leaf, VisibilityKey sight) {
        Instant moment = sight.moment();
        if (moment == null) {
            return kept(leaf, sight, () -> VisibleDocs.of(leaf, sight));
        }
        VisibleDocs always = of(leaf, sight.always());
        return kept(leaf, sight, () -> always.at(moment));
    }

    private VisibleDocs kept(LeafReader leaf, Object key, Reading<VisibleDocs> reading) {
        Cache<Object, VisibleDocs> seen = cache(leaf);
        return seen.get(key, k -> {
            VisibleDocs docs = unchecked(reading);
            // Others count elsewhere, so they need no room for counts.
            return docs.counted == docs ? docs.kept(grown -> weigh(seen, key, grown)) : docs;
        });
    }

    private static void weigh(Cache<Object, VisibleDocs> seen, Object key, VisibleDocs docs) {
        VisibleDocs present = seen.asMap().computeIfPresent(key, (k, kept) -> kept); // weighs it anew
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

    /** How much heap is taken by what is kept of a segment, by an estimate; at most {@link #BYTES_PER_SEGMENT}. */
    long bytes(LeafReader leaf) {
        Cache<Object, VisibleDocs> seen = cache(leaf);
        seen.cleanUp();
        return seen.asMap().entrySet().stream()
                .mapToLong(entry -> bytes(entry.getKey(), entry.getValue()))
                .sum();
    }

    private Cache<Object, VisibleDocs> cache(LeafReader leaf) {
        var helper = leaf.getReaderCacheHelper();
        return segments.computeIfAbsent(helper.getKey(), key -> {
            helper.addClosedListener(segments::remove);
            return Caffeine.newBuilder()
                    .maximumWeight(BYTES_PER_SEGMENT)
                    .weigher((Object sight, VisibleDocs docs) -> bytes(sight, docs))
                    .evictionListener((sight, docs, cause) -> letGo(docs))
                    .executor(Runnable::run)
                    .build();
        });
    }

    /** Reads what was opened before. */
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
