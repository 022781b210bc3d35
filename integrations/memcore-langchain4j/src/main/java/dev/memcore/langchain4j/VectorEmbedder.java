package dev.memcore.langchain4j;

import dev.memcore.api.check.Arguments;
import dev.memcore.langchain4j.segment.VectorText;
import dev.memcore.spi.Embedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An embedder that lets a {@link MemcoreEmbeddingStore} search by vectors. It embeds texts with another embedder, and
 * reads the vectors that the embedding store writes as texts, without a call to the other embedder.
 *
 * <p>It has the model id, the dimensions and the speed of the other embedder, so its vectors can be compared with those
 * of the other. Safe for use by several threads if the other is.
 */
public final class VectorEmbedder implements Embedder {
    private final Embedder texts;

    private VectorEmbedder(Embedder texts) {
        this.texts = texts;
    }

    /**
     * Returns an embedder. Give it to {@code Memcore.builder().embedder(...)} and to {@link MemcoreEmbeddingStore#in(
     * dev.memcore.api.MemorySpace, VectorEmbedder)}.
     *
     * @param texts embeds the texts, with the model that computes the vectors of the host
     */
    public static VectorEmbedder of(Embedder texts) {
        return new VectorEmbedder(Arguments.present(texts, "texts"));
    }

    @Override
    public String modelId() {
        return texts.modelId();
    }

    @Override
    public int dimensions() {
        return texts.dimensions();
    }

    @Override
    public List<float[]> embed(List<String> wanted, Purpose purpose) {
        List<Optional<float[]>> read =
                wanted.stream().map(text -> VectorText.read(text, dimensions())).toList();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (read.get(i).isEmpty()) {
                others.add(wanted.get(i));
            }
        }
        List<float[]> embedded = others.isEmpty() ? List.of() : texts.embed(others, purpose);
        List<float[]> vectors = new ArrayList<>();
        int next = 0;
        for (Optional<float[]> vector : read) {
            vectors.add(vector.isPresent() ? vector.get() : embedded.get(next++));
        }
        return vectors;
    }

    /** Returns a vector of the host if it can be compared with those of this embedder. */
    float[] checked(float[] vector) {
        if (vector.length != dimensions()) {
            throw Arguments.invalid("an embedding has " + vector.length + " dimensions, but the embedder " + modelId()
                    + " has " + dimensions());
        }
        for (float value : vector) {
            Arguments.require(Float.isFinite(value), "an embedding must be finite, but has " + value);
        }
        return vector;
    }

    @Override
    public boolean quick() {
        return texts.quick();
    }
}
