package dev.memcore.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.memcore.adapter.model.BatchedEmbedder;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Embedder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An embedder that uses an embedding model of LangChain4j. Models that run in the process need neither an API key nor a
 * network.
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
public final class LangChain4jEmbedder implements Embedder {
    private final BatchedEmbedder embedder;

    private LangChain4jEmbedder(BatchedEmbedder embedder) {
        this.embedder = embedder;
    }

    /** Returns an embedder with the model's own name and no prefixes. */
    public static LangChain4jEmbedder of(EmbeddingModel model) {
        return builder(model).build();
    }

    /**
     * Returns a builder. By default the embedder has the model's own name, {@value Builder#DEFAULT_BATCH_SIZE} texts
     * per call, and no prefixes.
     */
    public static Builder builder(EmbeddingModel model) {
        return new Builder(Arguments.present(model, "model"));
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

    private static @Nullable List<float @Nullable []> vectors(EmbeddingModel model, List<String> texts) {
        Response<List<Embedding>> response =
                model.embedAll(texts.stream().map(TextSegment::from).toList());
        List<Embedding> embedded = response == null ? null : response.content();
        if (embedded == null) {
            return null;
        }
        List<float @Nullable []> vectors = new ArrayList<>();
        embedded.forEach(embedding -> vectors.add(embedding == null ? null : embedding.vector()));
        return vectors;
    }

    /** Builds an embedder; not safe for use by several threads. */
    public static final class Builder {
        /** The default maximum number of texts per call to the model. */
        public static final int DEFAULT_BATCH_SIZE = BatchedEmbedder.Builder.DEFAULT_BATCH_SIZE;

        private static final String UNNAMED = "unknown"; // EmbeddingModel.modelName() of a model without a name

        private final EmbeddingModel model;
        private final BatchedEmbedder.Builder settings;
        private @Nullable String modelId;

        private Builder(EmbeddingModel model) {
            this.model = model;
            this.settings = BatchedEmbedder.builder(texts -> vectors(model, texts));
        }

        /**
         * Sets the name of the model and its version, if the model itself has no name. After a change of the name, all
         * texts are embedded again.
         */
        public Builder modelId(String modelId) {
            this.modelId = Arguments.present(modelId, "modelId");
            return this;
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
         * Builds the embedder. Reads the name of the model, if none was set, and its dimensions. The model may embed a
         * word to find its dimensions.
         *
         * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} with all faults, if the model has no name and none
         *     was set, its vectors are longer than memcore accepts, or a value is out of range; {@link
         *     ErrorCode#COMPONENT_FAILED} if the model fails
         */
        public LangChain4jEmbedder build() {
            return new LangChain4jEmbedder(settings.build(this::name, model::dimension));
        }

        private @Nullable String name() {
            String name = modelId == null ? model.modelName() : modelId;
            return modelId == null && UNNAMED.equals(name) ? null : name;
        }
    }
}
