package dev.memcore.langchain4j;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.spi.Embedder;
import java.util.List;

/** A store with vectors for LangChain4j's tests. Its embedder is quick, so a search finds what was just added. */
final class KitStore implements AutoCloseable {
    private static final EmbeddingModel MODEL = new AllMiniLmL6V2QuantizedEmbeddingModel();

    private final VectorEmbedder embedder = VectorEmbedder.of(new Quick(
            LangChain4jEmbedder.builder(MODEL).modelId("all-minilm-l6-v2-q").build()));
    private final MemoryManager manager = Memcore.builder().embedder(embedder).build();
    private final MemcoreEmbeddingStore store =
            MemcoreEmbeddingStore.in(manager.space(Scope.of("acme", "alice")), embedder);

    MemcoreEmbeddingStore store() {
        return store;
    }

    EmbeddingModel model() {
        return MODEL;
    }

    @Override
    public void close() {
        manager.close();
    }

    private record Quick(Embedder embedder) implements Embedder {
        @Override
        public String modelId() {
            return embedder.modelId();
        }

        @Override
        public int dimensions() {
            return embedder.dimensions();
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            return embedder.embed(texts, purpose);
        }

        @Override
        public boolean quick() {
            return true;
        }
    }
}
