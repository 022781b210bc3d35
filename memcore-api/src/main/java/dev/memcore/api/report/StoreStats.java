package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;
import java.util.Map;

/**
 * The state of a store at one moment.
 *
 * @param memories the number of memories in the index, whatever their status
 * @param lastSequence the sequence number of the last commit in the log
 * @param indexedSequence the sequence number of the last indexed commit; later commits are searched in memory
 * @param logBytes the size of the log in bytes
 * @param segments the number of segments of the log
 * @param indexBytes the size of the index in bytes
 * @param recovery the work that was necessary to open the store
 * @param embedding the progress of embedding
 * @param caches how the caches on the heap are used, by name: {@code contexts} (assembled contexts), {@code windows}
 *     (sessions with their latest messages), {@code memories} (recalled memories), {@code visibleDocuments} (what a reader
 *     sees of a segment), {@code analysedTexts} (the terms of texts), {@code claims} (what texts claim)
 */
public record StoreStats(
        long memories,
        long lastSequence,
        long indexedSequence,
        long logBytes,
        int segments,
        long indexBytes,
        Recovery recovery,
        EmbeddingProgress embedding,
        Map<String, CacheStats> caches) {
    /** Copies the map, and checks that nothing is missing. */
    public StoreStats {
        Arguments.present(recovery, "recovery");
        Arguments.present(embedding, "embedding");
        Arguments.allPresent(Arguments.present(caches, "caches").keySet(), "caches");
        Arguments.allPresent(caches.values(), "caches");
        caches = Map.copyOf(caches);
    }
}
