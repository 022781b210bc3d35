package dev.memcore.adapter.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Embedder.Purpose;
import dev.memcore.testkit.EmbedderContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // a null fails the test
final class BatchedEmbedderTest extends EmbedderContract {
    private final List<List<String>> requests = new ArrayList<>();
    private List<float[]> wrong;
    private RuntimeException failure;

    @Override
    protected Embedder create() {
        return builder().build(() -> "fake", () -> 3);
    }

    /** The model counts the letters a, b and c, and adds one to each number. */
    private BatchedEmbedder.Builder builder() {
        return BatchedEmbedder.builder(texts -> {
            requests.add(texts);
            if (failure != null) {
                throw failure;
            }
            return wrong != null
                    ? wrong
                    : texts.stream().map(BatchedEmbedderTest::vector).toList();
        });
    }

    private static float[] vector(String text) {
        float[] vector = {1, 1, 1};
        text.chars().filter(letter -> letter >= 'a' && letter <= 'c').forEach(letter -> vector[letter - 'a']++);
        return vector;
    }

    private static MemoryException error(ErrorCode code, Runnable action) {
        MemoryException error = assertThrows(MemoryException.class, action::run);
        assertEquals(code, error.code());
        return error;
    }

    @Test
    void textsGoInBatchesAndVectorsComeInOrder() {
        Embedder embedder = builder().batchSize(2).build(() -> "fake", () -> 3);

        List<float[]> vectors = embedder.embed(List.of("a", " ", "b", "", "c", "ab", "bc"), Purpose.DOCUMENT);

        assertEquals(List.of(List.of("a", "b"), List.of("c", "ab"), List.of("bc")), requests);
        assertEquals(
                List.of(
                        "[2.0, 1.0, 1.0]",
                        "[0.0, 0.0, 0.0]",
                        "[1.0, 2.0, 1.0]",
                        "[0.0, 0.0, 0.0]",
                        "[1.0, 1.0, 2.0]",
                        "[2.0, 2.0, 1.0]",
                        "[1.0, 2.0, 2.0]"),
                vectors.stream().map(Arrays::toString).toList());
        assertEquals(List.of(), embedder.embed(List.of(), Purpose.QUERY));
        assertFalse(embedder.quick());
    }

    @Test
    void vectorsAreCopies() {
        float[] own = {1, 2, 3};
        wrong = List.of(own);
        float[] given = create().embed(List.of("a"), Purpose.QUERY).getFirst();
        assertNotSame(own, given);
        assertArrayEquals(own, given);
    }

    @Test
    void prefixesChangeTheTextsAndTheNameOfTheModel() {
        Embedder embedder =
                builder().queryPrefix("query: ").documentPrefix("passage: ").build(() -> "fake", () -> 3);
        embedder.embed(List.of("a"), Purpose.QUERY);
        embedder.embed(List.of("a", " "), Purpose.DOCUMENT);
        assertEquals(List.of(List.of("query: a"), List.of("passage: a")), requests);
        assertEquals("fake", create().modelId());
        assertTrue(embedder.modelId().matches("fake\\+prefixes-[0-9a-f]{8}"), embedder.modelId());
        assertNotEquals(
                builder().queryPrefix("a").build(() -> "fake", () -> 3).modelId(),
                builder().documentPrefix("a").build(() -> "fake", () -> 3).modelId());
    }

    @Test
    void failuresNameTheModelAndNoTexts() {
        failure = new IllegalStateException("cannot embed: secret a");
        MemoryException failed =
                error(ErrorCode.COMPONENT_FAILED, () -> create().embed(List.of("secret a", "secret b"), Purpose.QUERY));
        assertSame(failure, failed.getCause());
        assertTrue(failed.toString().contains("embedding model fake failed on 2 texts"), failed::toString);
        assertFalse(failed.toString().contains("secret"), failed::toString);
    }

    @Test
    void wrongAnswersAreReported() {
        float[] good = new float[3];
        for (List<float[]> answer : Arrays.asList(
                List.<float[]>of(),
                List.of(good),
                List.of(good, good, good),
                Arrays.asList(good, null),
                List.of(good, new float[2]),
                List.of(good, new float[] {0, Float.NaN, 0}),
                List.of(good, new float[] {0, 0, Float.NEGATIVE_INFINITY}))) {
            wrong = answer;
            MemoryException e =
                    error(ErrorCode.COMPONENT_FAILED, () -> create().embed(List.of("secret a", "b"), Purpose.QUERY));
            assertTrue(e.toString().contains("embedding model fake gave "), e::toString);
            assertFalse(e.toString().contains("secret"), e::toString);
        }
        Embedder nothing = BatchedEmbedder.builder(texts -> null).build(() -> "fake", () -> 3);
        error(ErrorCode.COMPONENT_FAILED, () -> nothing.embed(List.of("a"), Purpose.QUERY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null"})
    void allFaultsAreReportedTogether(String name) {
        Supplier<String> noName = () -> name.equals("null") ? null : name;
        MemoryException e =
                error(ErrorCode.INVALID_ARGUMENT, () -> builder().batchSize(0).build(noName, () -> 1_025));
        for (String part : List.of("no name", "modelId", "batchSize", "is 0", "1024", "have 1025")) {
            assertTrue(e.toString().contains(part), () -> part + " in " + e);
        }
        error(ErrorCode.INVALID_ARGUMENT, () -> builder().batchSize(10_001).build(() -> "fake", () -> 3));
        error(ErrorCode.INVALID_ARGUMENT, () -> builder().build(() -> "fake", () -> 0));
        error(ErrorCode.INVALID_ARGUMENT, () -> builder().queryPrefix(null));
    }

    @Test
    void aModelThatCannotSayItsNameOrDimensionsSaysSo() {
        Supplier<Integer> offline = () -> {
            throw new IllegalStateException("no network");
        };
        error(ErrorCode.COMPONENT_FAILED, () -> builder().build(() -> "fake", offline));
        error(ErrorCode.COMPONENT_FAILED, () -> builder().build(() -> String.valueOf(offline.get()), () -> 3));
    }
}
