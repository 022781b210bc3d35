package dev.memcore.spi;

import org.jspecify.annotations.Nullable;

/**
 * A cache of texts that a component keeps after a call, for example of an {@link Embedder}. The store clears its
 * embedders and its reranker whenever memories are erased, so that erased texts do not remain in the heap.
 *
 * <p>Threads: any thread may call {@link #clear()}, concurrently with all other calls. A text that is added to the
 * cache during the call must not stay in it.
 */
@FunctionalInterface
public interface TextCache {
    /** Removes all texts and everything that was computed from them. O(1) or O(texts). Must not throw. */
    void clear();

    /** Clears a component if it implements this interface; otherwise does nothing. */
    static void clear(@Nullable Object component) {
        if (component instanceof TextCache cache) {
            cache.clear();
        }
    }
}
