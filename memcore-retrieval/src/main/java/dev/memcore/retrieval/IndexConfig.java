package dev.memcore.retrieval;

import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.ViewBuilder;
import java.nio.file.Path;
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
 */
public record IndexConfig(
        @Nullable Path directory,
        @Nullable Embedder embedder,
        ViewBuilder views,
        Fuser fuser,
        int capacity,
        @Nullable Reranking reranking,
        @Nullable Embedder previousEmbedder) {
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
        this(directory, embedder, views, fuser, capacity, reranking, null);
    }

    /** An index without reranking, whose embedder does not change. */
    public IndexConfig(
            @Nullable Path directory, @Nullable Embedder embedder, ViewBuilder views, Fuser fuser, int capacity) {
        this(directory, embedder, views, fuser, capacity, null, null);
    }

    /** An index with the default views and fuser. */
    public static IndexConfig ofDefaults(@Nullable Path directory, @Nullable Embedder embedder) {
        return new IndexConfig(
                directory, embedder, new ContextViews(), MinMaxWeightedSum.ofDefaults(), DEFAULT_CAPACITY);
    }

    /** The same, with the embedder of before. */
    public IndexConfig withPreviousEmbedder(@Nullable Embedder previous) {
        return new IndexConfig(directory, embedder, views, fuser, capacity, reranking, previous);
    }
}
