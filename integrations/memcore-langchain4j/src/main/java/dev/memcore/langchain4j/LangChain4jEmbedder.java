package dev.memcore.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Embedder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Any embedding model of LangChain4j as an embedder of memcore; those that run in the process need neither key nor network.
 *
 * <ul>
 *   <li><b>Shape.</b> Vectors as the model gives them, all of the length that the model said when this was built. A text
 *       that is blank gives zeros, and the model is not asked.
 *   <li><b>Cost.</b> The model's; {@link #quick()} is false, so that a recall embeds its question only. What is embedded
 *       again and again is worth a {@code dev.memcore.retrieval.embed.CachingEmbedder} around this.
 *   <li><b>Threads.</b> Safe if the model is; starts none.
 *   <li><b>Failure.</b> {@link MemoryException} with {@link ErrorCode#COMPONENT_FAILED} if the model fails, or gives another
 *       number of vectors than it was given texts, a vector of another length, or a value that is not finite. Messages name
 *       no texts.
 * </ul>
 */
public final class LangChain4jEmbedder implements Embedder {
    private final EmbeddingModel model;
    private final String modelId;
    private final int dimensions;
    private final int batchSize;
    private final String queryPrefix;
    private final String documentPrefix;

    private LangChain4jEmbedder(Builder builder, String modelId, int dimensions) {
        this.model = builder.model;
        this.modelId = modelId;
        this.dimensions = dimensions;
        this.batchSize = builder.batchSize;
        this.queryPrefix = builder.queryPrefix;
        this.documentPrefix = builder.documentPrefix;
    }

    /** An embedder with the model's name and no prefixes. */
    public static LangChain4jEmbedder of(EmbeddingModel model) {
        return builder(model).build();
    }

    /** Starts an embedder: the model's own name, {@value Builder#DEFAULT_BATCH_SIZE} texts a call, no prefixes. */
    public static Builder builder(EmbeddingModel model) {
        return new Builder(Arguments.present(model, "model"));
    }

    /** The name, and where there are prefixes, a digest of them: other prefixes give other vectors. */
    @Override
    public String modelId() {
        return modelId;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    /** {@code false}. */
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
            List<Embedding> embedded = embed(batch.stream()
                    .map(at -> TextSegment.from(prefix + texts.get(at)))
                    .toList());
            for (int i = 0; i < batch.size(); i++) {
                vectors.set(batch.get(i), checked(embedded.get(i)));
            }
        }
        return vectors;
    }

    private List<Embedding> embed(List<TextSegment> batch) {
        Response<List<Embedding>> response;
        try {
            response = model.embedAll(batch);
        } catch (RuntimeException e) {
            throw failed("failed on " + batch.size() + " texts: " + e, e);
        }
        List<Embedding> embedded = response == null ? null : response.content();
        if (embedded == null || embedded.size() != batch.size()) {
            throw failed(
                    "gave " + (embedded == null ? "no" : embedded.size()) + " vectors for " + batch.size() + " texts",
                    null);
        }
        return embedded;
    }

    private float[] checked(@Nullable Embedding embedding) {
        if (embedding == null) {
            throw failed("gave no vector for a text", null);
        }
        float[] vector = embedding.vector();
        if (vector.length != dimensions) {
            throw failed("gave a vector of length " + vector.length + "; it had said " + dimensions, null);
        }
        for (int d = 0; d < vector.length; d++) {
            if (!Float.isFinite(vector[d])) {
                throw failed("gave a vector with " + vector[d] + " in place " + d, null);
            }
        }
        return vector;
    }

    private MemoryException failed(String how, @Nullable Throwable cause) {
        return MemoryException.of(ErrorCode.COMPONENT_FAILED, "embedding model " + modelId + " " + how, cause);
    }

    /** Builds an embedder; not safe for use by several threads. */
    public static final class Builder {
        /** How many texts a call to the model has at most, if nothing is said. */
        public static final int DEFAULT_BATCH_SIZE = 32;

        private static final int MAX_BATCH_SIZE = 10_000;
        private static final int MAX_DIMENSIONS = 1_024;
        private static final int DIGEST = 8;
        private static final String UNNAMED = "unknown"; // what EmbeddingModel.modelName() says if a model has no name

        private final EmbeddingModel model;
        private @Nullable String modelId;
        private int batchSize = DEFAULT_BATCH_SIZE;
        private String queryPrefix = "";
        private String documentPrefix = "";

        private Builder(EmbeddingModel model) {
            this.model = model;
        }

        /** Names the model and its version, where the model does not do so itself. Another name: all is embedded anew. */
        public Builder modelId(String modelId) {
            this.modelId = Arguments.present(modelId, "modelId");
            return this;
        }

        /** Sets how many texts a call to the model has at most, 1 to 10,000. */
        public Builder batchSize(int batchSize) {
            this.batchSize = batchSize;
            return this;
        }

        /** Sets what stands before a question; e5 models want {@code "query: "}. */
        public Builder queryPrefix(String prefix) {
            this.queryPrefix = Arguments.present(prefix, "queryPrefix");
            return this;
        }

        /** Sets what stands before what is to be found; e5 models want {@code "passage: "}. */
        public Builder documentPrefix(String prefix) {
            this.documentPrefix = Arguments.present(prefix, "documentPrefix");
            return this;
        }

        /**
         * Asks the model for its name, if none was given, and for its dimensions, for which it may have to embed a word.
         *
         * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} with all faults, if the model has no name and none was
         *     given, its vectors are longer than memcore takes, or a value is out of range;
         *     {@link ErrorCode#COMPONENT_FAILED} if the model fails
         */
        public LangChain4jEmbedder build() {
            String name = modelId == null ? asked(model::modelName) : modelId;
            int dimensions = asked(model::dimension);
            List<String> faults = new ArrayList<>();
            if (name == null || name.isBlank() || (modelId == null && name.equals(UNNAMED))) {
                faults.add("the model has no name; give it a modelId");
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
            return new LangChain4jEmbedder(this, name + suffix(), dimensions);
        }

        private String suffix() {
            return queryPrefix.isEmpty() && documentPrefix.isEmpty()
                    ? ""
                    : "+prefixes-" + Digest.of(queryPrefix, documentPrefix).substring(0, DIGEST);
        }

        private static <T> T asked(Supplier<T> question) {
            try {
                return question.get();
            } catch (RuntimeException e) {
                throw MemoryException.of(
                        ErrorCode.COMPONENT_FAILED, "the embedding model does not say its name or dimensions: " + e, e);
            }
        }
    }
}
