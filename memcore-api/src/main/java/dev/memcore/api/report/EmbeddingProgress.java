package dev.memcore.api.report;

/**
 * How far the index is with the vectors of its embedder. All is embedded as it comes, unless the embedder fails or is another
 * than the index was made with; then the index is worked through in the background.
 *
 * @param embedded how many of the indexed versions, present and past, have all vectors that they can have
 * @param versions how many there are
 * @param cutOver whether recall compares the vectors of this embedder; if not, those of the one before, or none
 */
public record EmbeddingProgress(long embedded, long versions, boolean cutOver) {}
