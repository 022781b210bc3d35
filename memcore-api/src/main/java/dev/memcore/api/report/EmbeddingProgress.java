package dev.memcore.api.report;

/**
 * The progress of embedding. Versions are embedded when they are indexed. If the embedder failed, or if it differs from
 * the embedder of the index, the missing vectors are computed in the background.
 *
 * @param embedded the number of indexed versions, present and past, that have all vectors that they can have
 * @param versions the number of indexed versions
 * @param cutOver whether recall compares the vectors of this embedder; if false, recall uses the vectors of the
 *     previous embedder, or none
 */
public record EmbeddingProgress(long embedded, long versions, boolean cutOver) {}
