package dev.memcore.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreWithRemovalIT;
import org.junit.jupiter.api.AfterEach;

/** LangChain4j's own tests of removal from embedding stores. */
final class EmbeddingStoreRemovalKitTest extends EmbeddingStoreWithRemovalIT {
    private final KitStore kit = new KitStore();

    @AfterEach
    void close() {
        kit.close();
    }

    @Override
    protected EmbeddingStore<TextSegment> embeddingStore() {
        return kit.store();
    }

    @Override
    protected EmbeddingModel embeddingModel() {
        return kit.model();
    }
}
