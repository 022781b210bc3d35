package dev.memcore.spring.ai;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import java.util.function.Consumer;
import org.springframework.ai.test.vectorstore.BaseVectorStoreTests;
import org.springframework.ai.vectorstore.VectorStore;

/** Spring AI's own tests of vector stores. */
final class VectorStoreKitTest extends BaseVectorStoreTests {
    @Override
    protected void executeTest(Consumer<VectorStore> testFunction) {
        try (MemoryManager manager = Memcore.inMemory()) {
            testFunction.accept(MemcoreVectorStore.in(manager.space(Scope.of("acme", "alice"))));
        }
    }
}
