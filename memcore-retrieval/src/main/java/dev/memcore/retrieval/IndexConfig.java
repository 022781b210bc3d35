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
 * What an index is made of.
 *
 * @param directory where it is kept, or null: in memory
 * @param embedder makes the vectors, or null: memories are found by their words alone
 * @param views decides under what texts a memory is searched
 * @param fuser makes one ranking of all signals; of a view that it does not look at, nothing is indexed
 * @param capacity how many versions may wait to be indexed before writers do; 1 or more
 * @param reranking looks again at the best of a recall, or null: the fuser has the last word
 * @param previousEmbedder made the vectors of the index until now, or null: while those of {@code embedder} are being made,
 *     memories are found by their words alone. Of no effect where the index was not made with it
 * @param hnswThreshold from how many memories on, seen by one reader, the nearest by meaning are looked for by a graph rather than
 *     by a scan of all, 1 or more; {@link #NO_GRAPH}: no graph is kept
 * @param rounds how often at most a recall looks further from the best that it has found, 1 to {@value #MOST_ROUNDS}; 1: it does not
 * @param readOnly whether the directory is never written. What it lacks of the log is then indexed on the heap, up to a quarter of it;
 *     memories are not embedded anew for another embedder. Of no effect in memory
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
    /** Checks that nothing is missing. */
    public IndexConfig {
        Arguments.present(views, "views");
        Arguments.present(fuser, "fuser");
    }

    /** The most rounds of a recall. */
    public static final int MOST_ROUNDS = 5;

    /** The index keeps no graph. */
    public static final int NO_GRAPH = VectorSpace.NO_GRAPH;

    /** How many versions may wait when nothing is said: {@value}. */
    public static final int DEFAULT_CAPACITY = 20_000;

    /** An index whose embedder does not change. */
    public IndexConfig(
            @Nullable Path directory,
            @Nullable Embedder embedder,
            ViewBuilder views,
            Fuser fuser,
            int capacity,
            @Nullable Reranking reranking) {
        this(directory, embedder, views, fuser, capacity, reranking, null, NO_GRAPH, 1, false);
    }

    /** An index without reranking, whose embedder does not change. */
    public IndexConfig(
            @Nullable Path directory, @Nullable Embedder embedder, ViewBuilder views, Fuser fuser, int capacity) {
        this(directory, embedder, views, fuser, capacity, null, null, NO_GRAPH, 1, false);
    }

    /** An index with the default views and fuser. */
    public static IndexConfig ofDefaults(@Nullable Path directory, @Nullable Embedder embedder) {
        return new IndexConfig(
                directory, embedder, new ContextViews(), MinMaxWeightedSum.ofDefaults(), DEFAULT_CAPACITY);
    }

    /** The same, with the embedder of before. */
    public IndexConfig withPreviousEmbedder(@Nullable Embedder previous) {
        return new IndexConfig(
                directory, embedder, views, fuser, capacity, reranking, previous, hnswThreshold, rounds, readOnly);
    }

    /** The same, with a graph. */
    public IndexConfig withHnswThreshold(int memories) {
        return new IndexConfig(
                directory, embedder, views, fuser, capacity, reranking, previousEmbedder, memories, rounds, readOnly);
    }

    /** The same, with so many rounds at most. */
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

    /** The same, over a directory that is never written. */
    public IndexConfig withReadOnly(boolean never) {
        return new IndexConfig(
                directory, embedder, views, fuser, capacity, reranking, previousEmbedder, hnswThreshold, rounds, never);
    }

    /** What may keep texts of its own. */
    List<Object> keepers() {
        return Stream.<@Nullable Object>of(
                        views, embedder, previousEmbedder, reranking == null ? null : reranking.reranker())
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Fails if an index cannot be opened with this. */
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
