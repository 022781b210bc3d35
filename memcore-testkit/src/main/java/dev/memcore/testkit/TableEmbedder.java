package dev.memcore.testkit;

import dev.memcore.spi.Embedder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fake embedder: looks vectors up in a table, so that a test decides what is related to what. Safe for any number of
 * threads; the purpose makes no difference.
 */
public final class TableEmbedder implements Embedder {
    private final Map<String, float[]> vectors;
    private final int dimensions;
    private final Unknown unknown;

    /** What becomes of a text that the table does not hold. */
    public enum Unknown {
        /** Its vector is all zeros: it is related to nothing. */
        ZEROS,
        /** Embedding it fails, as a broken model would. */
        FAILS
    }

    /**
     * An embedder for the texts of a table.
     *
     * @param vectors by text; copied; all of the same length
     * @param dimensions that length
     * @param unknown what becomes of other texts
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
