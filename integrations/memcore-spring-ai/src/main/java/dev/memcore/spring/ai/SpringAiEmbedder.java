package dev.memcore.spring.ai;

import dev.memcore.adapter.model.BatchedEmbedder;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Embedder;
import java.util.List;
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
    private final BatchedEmbedder embedder;

    private SpringAiEmbedder(BatchedEmbedder embedder) {
        this.embedder = embedder;
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
        return embedder.modelId();
    }

    @Override
    public int dimensions() {
        return embedder.dimensions();
    }

    /** Returns {@code false}. */
    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public List<float[]> embed(List<String> texts, Purpose purpose) {
        return embedder.embed(texts, purpose);
    }

    /** Builds an embedder; not safe for use by several threads. */
    public static final class Builder {
        /** The default maximum number of texts per call to the model. */
        public static final int DEFAULT_BATCH_SIZE = BatchedEmbedder.Builder.DEFAULT_BATCH_SIZE;

        private final EmbeddingModel model;
        private final String modelId;
        private final BatchedEmbedder.Builder settings;

        private Builder(EmbeddingModel model, String modelId) {
            this.model = model;
            this.modelId = modelId;
            this.settings = BatchedEmbedder.builder(model::embed);
        }

        /** Sets the maximum number of texts per call to the model, 1 to 10,000. */
        public Builder batchSize(int batchSize) {
            settings.batchSize(batchSize);
            return this;
        }

        /** Sets the prefix of questions; e5 models need {@code "query: "}. */
        public Builder queryPrefix(String prefix) {
            settings.queryPrefix(prefix);
            return this;
        }

        /** Sets the prefix of documents; e5 models need {@code "passage: "}. */
        public Builder documentPrefix(String prefix) {
            settings.documentPrefix(prefix);
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
            return new SpringAiEmbedder(settings.build(() -> modelId, model::dimensions));
        }
    }
}
