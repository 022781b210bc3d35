package dev.memcore.spi;

import org.jspecify.annotations.Nullable;

/**
 * Implemented by a component that keeps texts it was given beyond the call, such as an {@link Embedder} with a cache. The store clears
 * its embedders and its reranker whenever memories are erased, so that erased texts do not remain in the heap.
 *
 * <p>Threads: may be called by any thread, beside all other calls. What is being added to the cache meanwhile must not stay in it.
 */
@FunctionalInterface
public interface TextCache {
    /** Drops all texts, and what was computed from them. O(1) or O(texts); must not fail. */
    void clear();

    /** Clears a component if it keeps texts; otherwise does nothing. */
    static void clear(@Nullable Object component) {
        if (component instanceof TextCache cache) {
            cache.clear();
        }
    }
}
