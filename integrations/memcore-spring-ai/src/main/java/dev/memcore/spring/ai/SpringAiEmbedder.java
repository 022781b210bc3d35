package dev.memcore.spring.ai;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Embedder;
import dev.memcore.spring.ai.window.KeyDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.embedding.EmbeddingModel;

/**
 * An embedder that uses an embedding model of Spring AI. Texts longer than the model accepts must be
 * split or cut by the model.
 *
 * <ul>
 *   <li><b>Shape.</b> Returns the model's vectors unchanged. All have the length that the model reported when this was
 *       built. A blank text gets zeros, without a call to the model.
 *   <li><b>Cost.</b> That of the model. {@link #quick()} is false, so that a recall embeds only its question. Use a
 *       {@code dev.memcore.retrieval.embed.CachingEmbedder} around this embedder if the same texts are embedded often.
 *   <li><b>Threads.</b> Safe for use by several threads if the model is. Starts no threads.
 *   <li><b>Failure.</b> {@link MemoryException} with {@link ErrorCode#COMPONENT_FAILED} if the model fails, or returns
 *       a wrong number of vectors, a vector of another length, or a value that is not finite. Error messages contain no
 *       texts.
 * </ul>
 */
public final class SpringAiEmbedder implements Embedder {
    private final EmbeddingModel model;
    private final String modelId;
    private final int dimensions;
    private final int batchSize;
    private final String queryPrefix;
    private final String documentPrefix;

    private SpringAiEmbedder(Builder builder, String modelId, int dimensions) {
        this.model = builder.model;
        this.modelId = modelId;
        this.dimensions = dimensions;
        this.batchSize = builder.batchSize;
        this.queryPrefix = builder.queryPrefix;
        this.documentPrefix = builder.documentPrefix;
    }

    /**
     * Returns a builder. By default the embedder sends {@value Builder#DEFAULT_BATCH_SIZE} texts per call, and no
     * prefixes.
     *
     * @param modelId the name of the model and its version, which Spring AI does not know. After a change of the name, all
     *     texts are embedded again
     */
    public static Builder builder(EmbeddingModel model, String modelId) {
        return new Builder(Arguments.present(model, "model"), Arguments.present(modelId, "modelId"));
    }

    /**
     * Returns the name of the model. If there are prefixes, a digest of them is added, because other prefixes give
     * other vectors.
     */
    @Override
    public String modelId() {
        return modelId;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    /** Returns {@code false}. */
    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public List<float[]> embed(List<String> texts, Purpose purpose) {
        List<float[]> vectors = new ArrayList<>(Collections.nCopies(texts.size(), new float[0]));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).isBlank()) {
                vectors.set(i, new float[dimensions]);
            } else {
                places.add(i);
            }
        }
        String prefix = purpose == Purpose.QUERY ? queryPrefix : documentPrefix;
        for (int from = 0; from < places.size(); from += batchSize) {
            List<Integer> batch = places.subList(from, Math.min(from + batchSize, places.size()));
            List<float[]> embedded =
                    embed(batch.stream().map(at -> prefix + texts.get(at)).toList());
            for (int i = 0; i < batch.size(); i++) {
                vectors.set(batch.get(i), checked(embedded.get(i)));
            }
        }
        return vectors;
    }

    private List<float[]> embed(List<String> batch) {
        List<float[]> embedded;
        try {
            embedded = model.embed(batch);
        } catch (RuntimeException e) {
            throw failed("failed on " + batch.size() + " texts: " + e.getClass().getName(), e);
        }
        if (embedded == null || embedded.size() != batch.size()) {
            throw failed(
                    "gave " + (embedded == null ? "no" : embedded.size()) + " vectors for " + batch.size() + " texts",
                    null);
        }
        return embedded;
    }

    private float[] checked(float @Nullable [] vector) {
        if (vector == null) {
            throw failed("gave no vector for a text", null);
        }
        if (vector.length != dimensions) {
            throw failed("gave a vector of length " + vector.length + "; it had said " + dimensions, null);
        }
        for (int d = 0; d < vector.length; d++) {
            if (!Float.isFinite(vector[d])) {
                throw failed("gave a vector with " + vector[d] + " in place " + d, null);
            }
        }
        return vector.clone();
    }

    private MemoryException failed(String how, @Nullable Throwable cause) {
        return MemoryException.of(ErrorCode.COMPONENT_FAILED, "embedding model " + modelId + " " + how, cause);
    }

    /** Builds an embedder; not safe for use by several threads. */
    public static final class Builder {
        /** The default maximum number of texts per call to the model. */
        public static final int DEFAULT_BATCH_SIZE = 32;

        private static final int MAX_BATCH_SIZE = 10_000;
        private static final int MAX_DIMENSIONS = 1_024;
        private static final int DIGEST = 8;

        private final EmbeddingModel model;
        private final String modelId;
        private int batchSize = DEFAULT_BATCH_SIZE;
        private String queryPrefix = "";
        private String documentPrefix = "";

        private Builder(EmbeddingModel model, String modelId) {
            this.model = model;
            this.modelId = modelId;
        }

        /** Sets the maximum number of texts per call to the model, 1 to 10,000. */
        public Builder batchSize(int batchSize) {
            this.batchSize = batchSize;
            return this;
        }

        /** Sets the prefix of questions; e5 models need {@code "query: "}. */
        public Builder queryPrefix(String prefix) {
            this.queryPrefix = Arguments.present(prefix, "queryPrefix");
            return this;
        }

        /** Sets the prefix of documents; e5 models need {@code "passage: "}. */
        public Builder documentPrefix(String prefix) {
            this.documentPrefix = Arguments.present(prefix, "documentPrefix");
            return this;
        }

        /**
         * Builds the embedder. Reads the dimensions of the model, which may embed a word for this.
         *
         * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} with all faults, if the name is blank, the vectors are
         *     longer than memcore accepts, or a value is out of range; {@link ErrorCode#COMPONENT_FAILED} if the model
         *     fails
         */
        public SpringAiEmbedder build() {
            int dimensions = dimensions();
            List<String> faults = new ArrayList<>();
            if (modelId.isBlank()) {
                faults.add("modelId must not be blank");
            }
            if (batchSize < 1 || batchSize > MAX_BATCH_SIZE) {
                faults.add("batchSize must lie in [1, " + MAX_BATCH_SIZE + "], but is " + batchSize);
            }
            if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
                faults.add("a vector has 1 to " + MAX_DIMENSIONS + " dimensions, but the model's have " + dimensions);
            }
            if (!faults.isEmpty()) {
                throw Arguments.invalid(String.join("; ", faults));
            }
            return new SpringAiEmbedder(this, modelId + suffix(), dimensions);
        }

        private int dimensions() {
            try {
                return model.dimensions();
            } catch (RuntimeException e) {
                throw MemoryException.of(
                        ErrorCode.COMPONENT_FAILED, "the embedding model failed to return its dimensions: " + e, e);
            }
        }

        private String suffix() {
            return queryPrefix.isEmpty() && documentPrefix.isEmpty()
                    ? ""
                    : "+prefixes-" + KeyDigest.of(queryPrefix, documentPrefix).substring(0, DIGEST);
        }
    }
}
