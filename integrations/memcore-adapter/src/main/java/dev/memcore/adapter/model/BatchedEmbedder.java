package dev.memcore.adapter.model;

import dev.memcore.adapter.TextDigest;
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
 * An embedder that sends texts to a model in batches, with prefixes, and checks its vectors.
 *
 * <ul>
 *   <li><b>Shape.</b> Returns copies of the model's vectors. All have the length that the model reported when this was
 *       built. A blank text gets zeros, without a call to the model.
 *   <li><b>Cost.</b> That of the model. {@link #quick()} is false, so that a recall embeds only its question.
 *   <li><b>Threads.</b> Safe for use by several threads if the model is. Starts no threads.
 *   <li><b>Failure.</b> {@link MemoryException} with {@link ErrorCode#COMPONENT_FAILED} if the model fails, or returns a
 *       wrong number of vectors, a vector of another length, or a value that is not finite. Error messages contain no
 *       texts, and not the message of the model's error, which may contain some.
 * </ul>
 */
public final class BatchedEmbedder implements Embedder {
    private final EmbeddingCall call;
    private final String modelId;
    private final int dimensions;
    private final int batchSize;
    private final String queryPrefix;
    private final String documentPrefix;

    private BatchedEmbedder(Builder builder, String modelId, int dimensions) {
        this.call = builder.call;
        this.modelId = modelId;
        this.dimensions = dimensions;
        this.batchSize = builder.batchSize;
        this.queryPrefix = builder.queryPrefix;
        this.documentPrefix = builder.documentPrefix;
    }

    /** Returns a builder. By default there are {@value Builder#DEFAULT_BATCH_SIZE} texts per call, and no prefixes. */
    public static Builder builder(EmbeddingCall call) {
        return new Builder(Arguments.present(call, "call"));
    }

    /**
     * Returns the name of the model. If there are prefixes, a digest of them is added, because other prefixes give other
     * vectors.
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
            List<float @Nullable []> embedded =
                    answer(batch.stream().map(at -> prefix + texts.get(at)).toList());
            for (int i = 0; i < batch.size(); i++) {
                vectors.set(batch.get(i), checked(embedded.get(i)));
            }
        }
        return vectors;
    }

    private List<float @Nullable []> answer(List<String> batch) {
        List<float @Nullable []> embedded;
        try {
            embedded = call.embed(batch);
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

        private final EmbeddingCall call;
        private int batchSize = DEFAULT_BATCH_SIZE;
        private String queryPrefix = "";
        private String documentPrefix = "";

        private Builder(EmbeddingCall call) {
            this.call = call;
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
         * Builds the embedder. Reads the name of the model and its dimensions; a model may embed a word for this.
         *
         * @param modelId the name of the model and its version; null or blank if the model has none, which is a fault
         * @param dimensions the length of the vectors
         * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} with all faults, if there is no name, the vectors are
         *     longer than memcore accepts, or a value is out of range; {@link ErrorCode#COMPONENT_FAILED} if the model
         *     fails
         */
        public BatchedEmbedder build(Supplier<@Nullable String> modelId, Supplier<Integer> dimensions) {
            String name = asked(modelId);
            int length = asked(dimensions);
            List<String> faults = new ArrayList<>();
            if (name == null || name.isBlank()) {
                faults.add("the model has no name; give it a modelId that is not blank");
            }
            if (batchSize < 1 || batchSize > MAX_BATCH_SIZE) {
                faults.add("batchSize must lie in [1, " + MAX_BATCH_SIZE + "], but is " + batchSize);
            }
            if (length < 1 || length > MAX_DIMENSIONS) {
                faults.add("a vector has 1 to " + MAX_DIMENSIONS + " dimensions, but the model's have " + length);
            }
            if (!faults.isEmpty()) {
                throw Arguments.invalid(String.join("; ", faults));
            }
            return new BatchedEmbedder(this, name + suffix(), length);
        }

        private String suffix() {
            return queryPrefix.isEmpty() && documentPrefix.isEmpty()
                    ? ""
                    : "+prefixes-" + TextDigest.of(queryPrefix, documentPrefix).substring(0, DIGEST);
        }

        private static <T extends @Nullable Object> T asked(Supplier<T> question) {
            try {
                return question.get();
            } catch (RuntimeException e) {
                throw MemoryException.of(
                        ErrorCode.COMPONENT_FAILED,
                        "the embedding model failed to return its name or dimensions: " + e,
                        e);
            }
        }
    }
}
