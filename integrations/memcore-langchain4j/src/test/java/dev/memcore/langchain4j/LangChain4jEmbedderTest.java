package dev.memcore.langchain4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.retrieval.embed.CachingEmbedder;
import dev.memcore.spi.Embedder.Purpose;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LangChain4jEmbedderTest {
    private final FakeEmbeddingModel model = new FakeEmbeddingModel();

    private static ErrorCode error(Runnable action) {
        return assertThrows(MemoryException.class, action::run).code();
    }

    @Test
    void itIsWhatTheModelIs() {
        LangChain4jEmbedder embedder = LangChain4jEmbedder.of(model);

        assertEquals("fake", embedder.modelId());
        assertEquals(3, embedder.dimensions());
        assertFalse(embedder.quick());
        assertArrayEquals(
                new float[] {2, 1, 0},
                embedder.embed(List.of("aba"), Purpose.QUERY).getFirst());
    }

    @Test
    void dimensionsAreAskedOnce() {
        LangChain4jEmbedder embedder = LangChain4jEmbedder.of(model);
        model.dimension = 5;

        assertEquals(3, embedder.dimensions());
    }

    @Test
    void textsGoInBatchesAndVectorsComeInOrder() {
        LangChain4jEmbedder embedder =
                LangChain4jEmbedder.builder(model).batchSize(2).build();

        List<float[]> vectors = embedder.embed(List.of("a", " ", "b", "", "c", "ab", "bc"), Purpose.DOCUMENT);

        assertEquals(List.of(List.of("a", "b"), List.of("c", "ab"), List.of("bc")), model.calls);
        assertEquals(
                List.of(
                        "[1.0, 0.0, 0.0]",
                        "[0.0, 0.0, 0.0]",
                        "[0.0, 1.0, 0.0]",
                        "[0.0, 0.0, 0.0]",
                        "[0.0, 0.0, 1.0]",
                        "[1.0, 1.0, 0.0]",
                        "[0.0, 1.0, 1.0]"),
                vectors.stream().map(Arrays::toString).toList());
        assertEquals(List.of(), embedder.embed(List.of(), Purpose.QUERY));
    }

    @Test
    void questionsAndDocumentsHaveTheirPrefixes() {
        LangChain4jEmbedder embedder = LangChain4jEmbedder.builder(model)
                .queryPrefix("query: ")
                .documentPrefix("passage: ")
                .build();

        embedder.embed(List.of("a"), Purpose.QUERY);
        embedder.embed(List.of("a", " "), Purpose.DOCUMENT);

        assertEquals(List.of(List.of("query: a"), List.of("passage: a")), model.calls);
    }

    @Test
    void otherPrefixesAreAnotherModel() {
        String e5 = LangChain4jEmbedder.builder(model)
                .queryPrefix("query: ")
                .build()
                .modelId();
        String other = LangChain4jEmbedder.builder(model)
                .documentPrefix("query: ")
                .build()
                .modelId();

        assertTrue(e5.startsWith("fake+prefixes-"), e5);
        assertNotEquals(e5, other);
        assertEquals(
                "mine",
                LangChain4jEmbedder.builder(model).modelId("mine").build().modelId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "", " "})
    void aModelWithoutANameNeedsOne(String name) {
        model.name = name;

        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> LangChain4jEmbedder.of(model)));
        assertEquals(
                "v1", LangChain4jEmbedder.builder(model).modelId("v1").build().modelId());
    }

    @Test
    @SuppressWarnings("NullAway")
    void allFaultsAreReportedTogether() {
        model.name = null;
        model.dimension = 1_025;

        MemoryException e = assertThrows(
                MemoryException.class,
                () -> LangChain4jEmbedder.builder(model).batchSize(0).build());

        assertEquals(ErrorCode.INVALID_ARGUMENT, e.code());
        for (String part : List.of("no name", "batchSize", "is 0", "1024", "have 1025")) {
            assertTrue(e.toString().contains(part), () -> part + " in " + e.toString());
        }
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> LangChain4jEmbedder.of(null)));
    }

    @Test
    @SuppressWarnings("NullAway")
    void aModelThatFailsOrAnswersWronglySaysSo() {
        LangChain4jEmbedder embedder = LangChain4jEmbedder.of(model);
        Runnable embed = () -> embedder.embed(List.of("secret a", "secret b"), Purpose.DOCUMENT);
        IllegalStateException down = new IllegalStateException("the service is down");

        model.answer = texts -> {
            throw down;
        };
        MemoryException failed = assertThrows(MemoryException.class, embed::run);
        assertEquals(ErrorCode.COMPONENT_FAILED, failed.code());
        assertEquals(down, failed.getCause());

        Embedding good = Embedding.from(new float[3]);
        for (List<Embedding> wrong : Arrays.asList(
                null,
                List.<Embedding>of(),
                List.of(good),
                List.of(good, good, good),
                Arrays.asList(good, null),
                List.of(good, Embedding.from(new float[2])),
                List.of(good, Embedding.from(new float[] {0, Float.NaN, 0})),
                List.of(good, Embedding.from(new float[] {0, 0, Float.NEGATIVE_INFINITY})))) {
            model.answer = texts -> wrong;
            MemoryException e = assertThrows(MemoryException.class, embed::run);
            assertEquals(ErrorCode.COMPONENT_FAILED, e.code());
            assertTrue(e.toString().contains("embedding model fake gave "), e::toString);
            assertFalse(e.toString().contains("secret"), e::toString);
        }
    }

    @Test
    void aModelThatCannotSayItsDimensionsSaysSo() {
        LangChain4jEmbedder.Builder builder = LangChain4jEmbedder.builder(new EmbeddingModel() {
            @Override
            public int dimension() {
                throw new IllegalStateException("no network");
            }
        });

        assertEquals(
                ErrorCode.COMPONENT_FAILED, error(() -> builder.modelId("x").build()));
    }

    @Test
    void aStoreSearchesByItAndAsksItOnceForAText() {
        CachingEmbedder embedder = CachingEmbedder.of(LangChain4jEmbedder.of(model), 1_000_000);
        try (MemoryManager manager = Memcore.builder().embedder(embedder).build()) {
            MemorySpace space = manager.space(Scope.of("acme"));
            space.remember("bbb");
            space.remember("aaa");
            manager.awaitIndexed();

            assertEquals("aaa", space.recall("a").hits().getFirst().memory().text());
            assertEquals("bbb", space.recall("b").hits().getFirst().memory().text());
            space.recall("a");
            manager.awaitIndexed();
        }
        List<String> asked = model.calls.stream().flatMap(List::stream).toList();
        assertEquals(asked.stream().distinct().toList(), asked);
    }
}
