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
 * The vectors of one model. Those of another say nothing of them, so each space has fields of its own in the index, and a
 * recall looks into one space only. Thread-safe.
 *
 * @param name the model and the length of its vectors
 * @param embedder makes them; null: there are none, and all is found by its words
 * @param hnswThreshold from how many visible documents on they are searched by {@linkplain Graphs graphs}
 */
public record VectorSpace(String name, @Nullable Embedder embedder, int hnswThreshold) {
    /** Where a graph is never used. */
    public static final int NO_GRAPH = Integer.MAX_VALUE;

    /** No vectors. */
    public static final VectorSpace WORDS = new VectorSpace("none", null, NO_GRAPH);

    public static VectorSpace of(@Nullable Embedder embedder) {
        return embedder == null
                ? WORDS
                : new VectorSpace(embedder.modelId() + "/" + embedder.dimensions(), embedder, NO_GRAPH);
    }

    public VectorSpace withHnswThreshold(int documents) {
        return new VectorSpace(name, embedder, documents);
    }

    /** The field of the graph of a view, of the vectors of a named space. */
    public static String graphField(String view, String space) {
        return "graph." + view + '@' + space;
    }

    /** What says of a document that its vectors of this space are in the graphs. */
    public String graphMark() {
        return name + "+graph";
    }

    public boolean sameAs(VectorSpace other) {
        return name.equals(other.name);
    }

    /** Whether a vector costs microseconds. */
    public boolean quick() {
        return embedder != null && embedder.quick();
    }

    /**
     * The vectors of texts, each embedded once, in one call; without those that are all zeros. Throws what the embedder
     * throws.
     */
    public Map<String, byte[]> embed(List<String> texts, Embedder.Purpose purpose) {
        List<String> different = texts.stream().distinct().toList();
        if (embedder == null || different.isEmpty()) {
            return Map.of();
        }
        Embedder hosts = embedder;
        List<float[]> vectors = OwnedThread.runHostCode(() -> hosts.embed(different, purpose));
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
