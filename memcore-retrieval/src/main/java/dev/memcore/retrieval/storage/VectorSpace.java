package dev.memcore.retrieval.storage;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.io.OwnedThread;
import dev.memcore.retrieval.text.ByteVectors;
import dev.memcore.spi.Embedder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of one embedding model. Vectors of different models cannot be compared, so each space has its own fields
 * in the index, and a recall uses one space only. Thread-safe.
 *
 * @param name the model's id and the number of dimensions
 * @param embedder null: there are no vectors, and memories are found by their words only
 * @param hnswThreshold from this number of visible documents on, {@linkplain Graphs graphs} are searched
 * @param state whether the embedder fails
 */
public record VectorSpace(String name, @Nullable Embedder embedder, int hnswThreshold, EmbedderState state) {
    /** The threshold with which graphs are never used. */
    public static final int NO_GRAPH = Integer.MAX_VALUE;

    /** The space without vectors. */
    public static final VectorSpace WORDS = new VectorSpace("none", null, NO_GRAPH, new EmbedderState());

    public static VectorSpace of(@Nullable Embedder embedder) {
        return embedder == null
                ? WORDS
                : new VectorSpace(
                        embedder.modelId() + "/" + embedder.dimensions(), embedder, NO_GRAPH, new EmbedderState());
    }

    public VectorSpace withHnswThreshold(int documents) {
        return new VectorSpace(name, embedder, documents, state);
    }

    /** Returns the name of the field with the graph of a view and a space. */
    public static String graphField(String view, String space) {
        return "graph." + view + '@' + space;
    }

    /**
     * Returns the value of the field {@link MemoryDocument#EMBEDDED} of documents whose vectors of this space are in
     * the graphs.
     */
    public String graphMark() {
        return name + "+graph";
    }

    /** Returns the number of failed calls of the embedder. */
    public long failures() {
        return state.failures().get();
    }

    /** Returns the type of the exception of the embedder's last call, or null if that call succeeded. */
    public @Nullable Class<?> failure() {
        return state.last().get();
    }

    public boolean sameAs(VectorSpace other) {
        return name.equals(other.name);
    }

    /** Returns whether the space has an embedder that takes microseconds; see {@link Embedder#quick}. */
    public boolean quick() {
        return embedder != null && embedder.quick();
    }

    /**
     * Returns the vectors of texts, by text. Equal texts are embedded once, all in one call of the embedder. A text
     * whose vector is all zeros is absent. Throws what the embedder throws.
     *
     * @throws MemoryException with {@link ErrorCode#COMPONENT_FAILED} if a vector has a wrong number of dimensions, or
     *     the embedder fails with an error of its own code, such as a native library that cannot be loaded
     */
    public Map<String, byte[]> embed(List<String> texts, Embedder.Purpose purpose) {
        List<String> different = texts.stream().distinct().toList();
        if (embedder == null || different.isEmpty()) {
            return Map.of();
        }
        try {
            Map<String, byte[]> vectors = vectors(embedder, different, purpose);
            state.succeeded();
            return vectors;
        } catch (RuntimeException e) {
            state.failed(e);
            throw e;
        } catch (LinkageError | AssertionError | StackOverflowError e) {
            state.failed(e);
            throw MemoryException.of(
                    ErrorCode.COMPONENT_FAILED,
                    "embedder " + name + " failed with " + e.getClass().getName(),
                    e);
        }
    }

    private static Map<String, byte[]> vectors(Embedder embedder, List<String> different, Embedder.Purpose purpose) {
        List<float[]> vectors = OwnedThread.runHostCode(() -> embedder.embed(different, purpose));
        Map<String, byte[]> byText = new HashMap<>();
        for (int i = 0; i < different.size(); i++) {
            byte[] vector = ByteVectors.of(checked(vectors.get(i), embedder), embedder.modelId());
            if (vector != null) {
                byText.put(different.get(i), vector);
            }
        }
        return byText;
    }

    private static float[] checked(float[] vector, Embedder embedder) {
        if (vector.length != embedder.dimensions()) {
            throw MemoryException.of(
                    ErrorCode.COMPONENT_FAILED,
                    "embedder " + embedder.modelId() + " gave a vector of " + vector.length + " dimensions, not "
                            + embedder.dimensions());
        }
        return vector;
    }
}
