package dev.memcore.retrieval.embed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.TextCache;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Caches the vectors of another embedder in memory. A turn of a conversation is embedded again whenever its neighbours
 * change, and a question whenever it is repeated; the cache avoids these calls.
 *
 * <ul>
 * <li><b>Threads.</b> Safe for use by several threads if the other embedder is; starts no threads. Two threads that
 * embed the same new text at the same time may both call the other embedder.
 * <li><b>Calls.</b> The other embedder receives the texts that are not cached, each once, in one call. If all are
 * cached, it is not called. If it fails, this call fails and caches nothing.
 * <li><b>Cost.</b> O(1) per cached text, and a copy of its vector.
 * <li><b>Bounds.</b> The estimated size of texts and vectors is limited. Rarely and least recently used entries are
 * evicted first (W-TinyLFU: Einziger, Friedman and Manes, ACM Transactions on Storage 13(4), 2017).
 * <li><b>Erasure.</b> The cache holds texts, on the heap only. A store clears its embedders at every erasure. A host
 * that passes this embedder to a policy must call {@link #clear()} after {@code erase} has returned. Otherwise an
 * erased text stays until it is evicted or the process ends.
 * </ul>
 */
public final class CachingEmbedder implements Embedder, TextCache {
    /**
     * The heap size of an entry without its text and vector: two references, key, entry and array headers with 64-bit
     * references, rounded up.
     */
    private static final int ENTRY_BYTES = 160;

    private final Embedder embedder;
    private final long maxBytes;

    /**
     * The current cache. {@link #clear} replaces it, so that a running call stores its texts in a cache that is no
     * longer used.
     */
    private volatile Cache<Key, float[]> kept;

    private record Key(Purpose purpose, String text) {}

    private CachingEmbedder(Embedder embedder, long maxBytes) {
        this.embedder = embedder;
        this.maxBytes = maxBytes;
        this.kept = empty(maxBytes);
    }

    /**
     * Returns a cache around an embedder.
     *
     * @param maxBytes the maximum heap size of texts and vectors in bytes, above 0; a text of 200 characters with a
     *     vector of 384 dimensions takes about 2,100
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the embedder is null or the number not positive
     */
    public static CachingEmbedder of(Embedder embedder, long maxBytes) {
        if (embedder == null || maxBytes <= 0) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "embedder must not be null, and maxBytes positive, but they are " + embedder + " and " + maxBytes);
        }
        return new CachingEmbedder(embedder, maxBytes);
    }

    private static Cache<Key, float[]> empty(long maxBytes) {
        // The cache does its maintenance on the caller's thread, because this class starts no threads.
        return Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher(CachingEmbedder::bytes)
                .executor(Runnable::run)
                .build();
    }

    private static int bytes(Key key, float[] vector) {
        long bytes = (long) key.text().length() * Character.BYTES + (long) vector.length * Float.BYTES + ENTRY_BYTES;
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    @Override
    public String modelId() {
        return embedder.modelId();
    }

    @Override
    public int dimensions() {
        return embedder.dimensions();
    }

    /** Returns what the other embedder returns. */
    @Override
    public boolean quick() {
        return embedder.quick();
    }

    /** {@inheritDoc} The caller may change the returned arrays. */
    @Override
    public List<float[]> embed(List<String> texts, Purpose purpose) {
        Cache<Key, float[]> cache = kept;
        List<float[]> vectors = new ArrayList<>(Collections.nCopies(texts.size(), new float[0]));
        Map<String, List<Integer>> missing = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            float[] vector = cache.getIfPresent(new Key(purpose, texts.get(i)));
            if (vector == null) {
                missing.computeIfAbsent(texts.get(i), text -> new ArrayList<>()).add(i);
            } else {
                vectors.set(i, vector.clone());
            }
        }
        Iterator<float[]> embedded =
                embedMissing(List.copyOf(missing.keySet()), purpose).iterator();
        missing.forEach((text, places) -> {
            float[] vector = embedded.next();
            cache.put(new Key(purpose, text), vector);
            places.forEach(at -> vectors.set(at, vector.clone()));
        });
        return vectors;
    }

    private List<float[]> embedMissing(List<String> texts, Purpose purpose) {
        if (texts.isEmpty()) {
            return List.of();
        }
        List<float[]> vectors = embedder.embed(texts, purpose);
        if (vectors.size() != texts.size()) {
            throw MemoryException.of(
                    ErrorCode.COMPONENT_FAILED,
                    "embedder " + modelId() + " gave " + vectors.size() + " vectors for " + texts.size() + " texts");
        }
        return vectors;
    }

    /** Removes all texts and vectors. Vectors that are being computed at the same time are not cached either. */
    @Override
    public void clear() {
        kept = empty(maxBytes);
    }
}
