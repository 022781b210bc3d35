package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;

/**
 * The state of a store at one moment.
 *
 * @param memories how many memories are kept, whatever their status
 * @param lastSequence the last commit
 * @param indexedSequence the last commit that the index holds; what is younger is searched in memory
 * @param logBytes the log's size
 * @param segments the number of the log's files
 * @param indexBytes the index's size
 * @param recovery what opening had to do
 * @param embedding how far the index is with the vectors of its embedder
 */
public record StoreStats(
        long memories,
        long lastSequence,
        long indexedSequence,
        long logBytes,
        int segments,
        long indexBytes,
        Recovery recovery,
        EmbeddingProgress embedding) {
    /** Checks that nothing is missing. */
    public StoreStats {
        Arguments.present(recovery, "recovery");
        Arguments.present(embedding, "embedding");
    }
}
