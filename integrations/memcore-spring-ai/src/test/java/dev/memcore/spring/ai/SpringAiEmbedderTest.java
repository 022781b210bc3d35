package dev.memcore.spring.ai;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Embedder.Purpose;
import dev.memcore.testkit.EmbedderContract;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpringAiEmbedderTest extends EmbedderContract {
    private final FakeVectors model = new FakeVectors();

    @Override
    protected Embedder create() {
        return SpringAiEmbedder.builder(new FakeVectors(), "fake-1").build();
    }

    private static MemoryException error(Runnable action) {
        return assertThrows(MemoryException.class, action::run);
    }

    @Test
    void textsGoInBatchesAndVectorsComeInOrder() {
        Embedder embedder =
                SpringAiEmbedder.builder(model, "fake-1").batchSize(2).build();
        List<float[]> vectors = embedder.embed(List.of("a", " ", "b", "ab"), Purpose.DOCUMENT);
        assertEquals(List.of(List.of("a", "b"), List.of("ab")), model.requests);
        assertArrayEquals(new float[] {2, 1, 1}, vectors.get(0));
        assertArrayEquals(new float[3], vectors.get(1));
        assertArrayEquals(new float[] {2, 2, 1}, vectors.get(3));
    }

    @Test
    void prefixesChangeTheNameOfTheModel() {
        Embedder embedder = SpringAiEmbedder.builder(model, "fake-1")
                .queryPrefix("query: ")
                .documentPrefix("passage: ")
                .build();
        embedder.embed(List.of("a"), Purpose.QUERY);
        embedder.embed(List.of("a"), Purpose.DOCUMENT);
        assertEquals(List.of(List.of("query: a"), List.of("passage: a")), model.requests);
        assertNotEquals("fake-1", embedder.modelId());
    }

    @Test
    void failuresNameTheModelAndNoTexts() {
        Embedder embedder = SpringAiEmbedder.builder(model, "fake-1").build();
        MemoryException failed = error(() -> embedder.embed(List.of("refuse this secret"), Purpose.QUERY));
        assertEquals(ErrorCode.COMPONENT_FAILED, failed.code());
        assertTrue(failed.toString().contains("fake-1") && !failed.toString().contains("secret"), failed::toString);
        model.length = 2;
        assertEquals(
                ErrorCode.COMPONENT_FAILED,
                error(() -> embedder.embed(List.of("a"), Purpose.QUERY)).code());
    }

    @Test
    void allFaultsAreReportedTogether() {
        MemoryException fault =
                error(() -> SpringAiEmbedder.builder(model, " ").batchSize(0).build());
        assertEquals(ErrorCode.INVALID_ARGUMENT, fault.code());
        assertTrue(fault.toString().contains("modelId") && fault.toString().contains("batchSize"), fault::toString);
    }

    @Test
    void aStoreRecallsWithItAndAFailureLosesNoWrite() {
        Embedder embedder = SpringAiEmbedder.builder(model, "fake-1").build();
        try (MemoryManager manager = Memcore.builder().embedder(embedder).build()) {
            MemorySpace space = manager.space(Scope.of("acme", "alice"));
            space.remember("abba");
            space.remember("refuse nothing that is written");
            manager.awaitIndexed();
            assertEquals(2, space.recall("written abba").hits().size());
        }
    }
}
