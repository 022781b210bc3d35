package dev.memcore.testkit;

import dev.memcore.spi.Embedder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fake embedder that reads vectors from a table, so that a test determines which texts are related. Safe for any
 * number of threads. The purpose of an embedding is ignored.
 */
public final class TableEmbedder implements Embedder {
    private final Map<String, float[]> vectors;
    private final int dimensions;
    private final Unknown unknown;

    /** The result for a text that is not in the table. */
    public enum Unknown {
        /** The vector is all zeros, so the text is related to no other text. */
        ZEROS,
        /** The embedding throws, like a broken model. */
        FAILS
    }

    /**
     * Creates an embedder for the texts of a table.
     *
     * @param vectors the vectors by text, all of the same length; copied
     * @param dimensions the length of the vectors
     * @param unknown the result for other texts
     */
    public TableEmbedder(Map<String, float[]> vectors, int dimensions, Unknown unknown) {
        this.vectors = new LinkedHashMap<>();
        vectors.forEach((text, vector) -> this.vectors.put(text, checked(text, vector, dimensions)));
        this.dimensions = dimensions;
        this.unknown = unknown;
    }

    @Override
    public String modelId() {
        return "table-" + dimensions;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public List<float[]> embed(List<String> texts, Purpose purpose) {
        return texts.stream().map(this::embed).toList();
    }

    @Override
    public boolean quick() {
        return true;
    }

    private float[] embed(String text) {
        float[] vector = vectors.get(text);
        if (vector == null && unknown == Unknown.FAILS) {
            throw new IllegalStateException("the table has no vector for: " + text);
        }
        return vector == null ? new float[dimensions] : vector.clone();
    }

    private static float[] checked(String text, float[] vector, int dimensions) {
        if (vector.length != dimensions) {
            throw new IllegalArgumentException(
                    "the vector of \"" + text + "\" has " + vector.length + " dimensions, not " + dimensions);
        }
        return vector.clone();
    }
}
