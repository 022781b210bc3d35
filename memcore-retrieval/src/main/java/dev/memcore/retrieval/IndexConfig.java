package dev.memcore.retrieval;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.rerank.Reranking;
import dev.memcore.retrieval.storage.VectorSpace;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.ViewBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an index.
 *
 * @param directory the directory of the index, or null for an in-memory index
 * @param embedder computes the vectors, or null to search by words only
 * @param views builds the texts under which a memory is searched
 * @param fuser combines all signals into one ranking; views that it does not use are not indexed
 * @param capacity how many versions can wait for indexing before writers block; 1 or more. From half of it on, writers
 *     are delayed a little
 * @param reranking reranks the best results of a recall, or null for none
 * @param previousEmbedder the embedder that built the vectors of the index; its vectors are used until those of {@code
 *     embedder} are complete. With null, recall searches by words only in the meantime. Ignored if the index was not
 *     built with it
 * @param hnswThreshold the number of memories seen by one reader from which vector search uses an HNSW graph instead of
 *     a scan, 1 or more; {@link #NO_GRAPH} for no graph
 * @param rounds the maximum number of search rounds of a recall, 1 to {@value #MOST_ROUNDS}
 * @param readOnly whether the directory is never written. Commits that it lacks are then indexed on the heap, up to a
 *     quarter of the heap, and memories are not re-embedded. Ignored for in-memory indexes
 */
public record IndexConfig(
        @Nullable Path directory,
        @Nullable Embedder embedder,
        ViewBuilder views,
        Fuser fuser,
        int capacity,
        @Nullable Reranking reranking,
        @Nullable Embedder previousEmbedder,
        int hnswThreshold,
        int rounds,
        boolean readOnly) {
    /** Checks that no required component is null. */
    public IndexConfig {
        Arguments.present(views, "views");
        Arguments.present(fuser, "fuser");
    }

    /** The greatest maximum of search rounds. */
    public static final int MOST_ROUNDS = 5;

    /** The threshold for an index without a graph. */
    public static final int NO_GRAPH = VectorSpace.NO_GRAPH;

    /** The default capacity: {@value}. */
    public static final int DEFAULT_CAPACITY = 20_000;

    /** A configuration without a change of the embedder. */
    public IndexConfig(
            @Nullable Path directory,
            @Nullable Embedder embedder,
            ViewBuilder views,
            Fuser fuser,
            int capacity,
            @Nullable Reranking reranking) {
        this(directory, embedder, views, fuser, capacity, reranking, null, NO_GRAPH, 1, false);
    }

    /** A configuration without reranking and without a change of the embedder. */
    public IndexConfig(
            @Nullable Path directory, @Nullable Embedder embedder, ViewBuilder views, Fuser fuser, int capacity) {
        this(directory, embedder, views, fuser, capacity, null, null, NO_GRAPH, 1, false);
    }

    /** A configuration with the default views and fuser. */
    public static IndexConfig ofDefaults(@Nullable Path directory, @Nullable Embedder embedder) {
        return new IndexConfig(
                directory, embedder, new ContextViews(), MinMaxWeightedSum.ofDefaults(), DEFAULT_CAPACITY);
    }

    /** Returns this configuration with a previous embedder. */
    public IndexConfig withPreviousEmbedder(@Nullable Embedder previous) {
        return new IndexConfig(
                directory, embedder, views, fuser, capacity, reranking, previous, hnswThreshold, rounds, readOnly);
    }

    /** Returns this configuration with another threshold for the HNSW graph. */
    public IndexConfig withHnswThreshold(int memories) {
        return new IndexConfig(
                directory, embedder, views, fuser, capacity, reranking, previousEmbedder, memories, rounds, readOnly);
    }

    /** Returns this configuration with a maximum number of rounds. */
    public IndexConfig withRounds(int most) {
        return new IndexConfig(
                directory,
                embedder,
                views,
                fuser,
                capacity,
                reranking,
                previousEmbedder,
                hnswThreshold,
                most,
                readOnly);
    }

    /** Returns this configuration with or without writes to the directory. */
    public IndexConfig withReadOnly(boolean never) {
        return new IndexConfig(
                directory, embedder, views, fuser, capacity, reranking, previousEmbedder, hnswThreshold, rounds, never);
    }

    /** The components of the host that may cache texts. */
    List<Object> keepers() {
        return Stream.<@Nullable Object>of(
                        views, embedder, previousEmbedder, reranking == null ? null : reranking.reranker())
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Throws if an index cannot be opened with this configuration. */
    void requirePossible() {
        requirePossible(embedder);
        requirePossible(previousEmbedder);
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT, "rounds must lie in 1 to " + MOST_ROUNDS + ", but is " + rounds);
        }
        if (hnswThreshold < 1) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT, "hnswThreshold must be positive, but is " + hnswThreshold);
        }
        if (capacity < 1) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, "the capacity must be positive, but is " + capacity);
        }
    }

    private static void requirePossible(@Nullable Embedder embedder) {
        if (embedder != null && (embedder.dimensions() < 1 || embedder.dimensions() > 1_024)) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "embedder " + embedder.modelId() + " has " + embedder.dimensions()
                            + " dimensions; 1 to 1,024 are possible");
        }
    }
}
