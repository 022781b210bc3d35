package dev.memcore.retrieval.visibility;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.Memory;
import dev.memcore.retrieval.storage.StoredMemory;
import dev.memcore.retrieval.text.ByteVectors.VectorColumn;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;

/**
 * What recalls keep in the heap of the segments they read: columns of their vectors, and the memories that were recalled last. A segment
 * never changes, so nothing here goes stale; when it is closed, what was kept of it goes with it. Thread-safe.
 */
final class SegmentCaches {
    /** So much of recalled memories is kept, in bytes, by an estimate. */
    private static final long MEMORY_BYTES = 16L << 20;

    /** A memory without its text, by an estimate. */
    private static final int BYTES_BESIDE_TEXT = 1_000;

    private final VectorColumn.Cached columns = new VectorColumn.Cached();
    private final Set<Object> segments = ConcurrentHashMap.newKeySet();
    private final Cache<Place, Memory> memories = Caffeine.newBuilder()
            .maximumWeight(MEMORY_BYTES)
            .weigher((Place place, Memory memory) ->
                    BYTES_BESIDE_TEXT + Character.BYTES * memory.text().length())
            .executor(Runnable::run)
            .build();

    /** A document within a segment. */
    private record Place(Object segment, int document) {}

    VectorColumn column(LeafReaderContext leaf, String signs, int dimensions) {
        return columns.of(leaf, signs, dimensions);
    }

    /** The memory that a document holds. */
    Memory memory(IndexReader index, int document) throws IOException {
        LeafReaderContext leaf = index.leaves().get(ReaderUtil.subIndex(document, index.leaves()));
        Place place = new Place(segment(leaf), document - leaf.docBase);
        Memory kept = memories.getIfPresent(place);
        if (kept == null) {
            kept = new StoredMemory(leaf.reader().storedFields().document(place.document())).memory();
            memories.put(place, kept);
        }
        return kept;
    }

    private Object segment(LeafReaderContext leaf) {
        var helper = leaf.reader().getCoreCacheHelper();
        if (segments.add(helper.getKey())) {
            helper.addClosedListener(this::forget);
        }
        return helper.getKey();
    }

    private void forget(Object segment) {
        segments.remove(segment);
        memories.asMap().keySet().removeIf(place -> place.segment().equals(segment));
    }
}
