package dev.memcore.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.spi.Embedder;
import dev.memcore.spi.Embedder.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link Embedder} as tests. An implementer extends this class and implements {@link #create}.
 *
 * <p>The behaviour after a failure of the model is not tested, because this class cannot make a model fail.
 */
@Timeout(60)
public abstract class EmbedderContract {
    private static final int MAX_DIMENSIONS = 1_024;

    /** The contract's tests, for an embedder that {@link #create} makes. */
    protected EmbedderContract() {}

    /** Returns the embedder under test; may return the same one for all tests. */
    protected abstract Embedder create();

    /**
     * Returns at least two different texts that the embedder can embed. By default sentences, single words, other
     * scripts, symbols and a long text.
     */
    protected List<String> texts() {
        return List.of(
                "My dog is called Rex.",
                "We moved to Berlin when I was ten.",
                "the",
                "Zo\u00EB trinkt gern Tee \u2014 ohne Zucker",
                "\u6771\u4EAC\u306B\u4F4F\u3093\u3067\u3044\u307E\u3059",
                "\uD83D\uDC18 \uD83D\uDC18",
                "?!",
                "call_0 = f(x) // 42",
                "word ".repeat(2_000).strip());
    }

    /** The model has a name, which does not change. */
    @Test
    protected void theModelHasAFixedName() {
        Embedder embedder = create();
        String name = embedder.modelId();
        assertFalse(name.isBlank());
        embed(embedder, texts(), Purpose.DOCUMENT);
        assertEquals(name, embedder.modelId());
    }

    /** The number of dimensions is 1 to 1,024 and does not change. */
    @Test
    protected void theDimensionsAreFixed() {
        Embedder embedder = create();
        int dimensions = embedder.dimensions();
        assertTrue(dimensions >= 1 && dimensions <= MAX_DIMENSIONS, () -> dimensions + " dimensions");
        embed(embedder, texts(), Purpose.DOCUMENT);
        assertEquals(dimensions, embedder.dimensions());
    }

    /** There is one vector per text. */
    @Test
    protected void thereIsOneVectorPerText() {
        Embedder embedder = create();
        for (Purpose purpose : Purpose.values()) {
            assertEquals(texts().size(), embed(embedder, texts(), purpose).size());
            assertEquals(1, embed(embedder, texts().subList(0, 1), purpose).size());
            assertEquals(0, embed(embedder, List.of(), purpose).size());
        }
    }

    /** Every vector has the length that {@link Embedder#dimensions} returns. */
    @Test
    protected void everyVectorHasAllDimensions() {
        Embedder embedder = create();
        for (Purpose purpose : Purpose.values()) {
            embed(embedder, texts(), purpose).forEach(vector -> assertEquals(embedder.dimensions(), vector.length));
        }
    }

    /** All values are finite. */
    @Test
    protected void allValuesAreFinite() {
        Embedder embedder = create();
        for (Purpose purpose : Purpose.values()) {
            for (float[] vector : embed(embedder, texts(), purpose)) {
                for (float value : vector) {
                    assertTrue(Float.isFinite(value), () -> "not finite: " + Arrays.toString(vector));
                }
            }
        }
    }

    /** Vectors are in the order of the texts, and do not depend on the other texts of the call. */
    @Test
    protected void vectorsAreInTheOrderOfTheTexts() {
        Embedder embedder = create();
        for (Purpose purpose : Purpose.values()) {
            List<float[]> together = embed(embedder, texts(), purpose);
            List<float[]> alone = new ArrayList<>();
            texts().forEach(text -> alone.addAll(embed(embedder, List.of(text), purpose)));
            assertSame(alone, together);
            List<float[]> backwards = new ArrayList<>(embed(embedder, reversed(texts()), purpose));
            assertSame(alone, reversed(backwards));
        }
    }

    /** If a call contains a text twice, both vectors are the same. */
    @Test
    protected void aRepeatedTextGetsTheSameVector() {
        Embedder embedder = create();
        String text = texts().getFirst();
        List<float[]> vectors = embed(embedder, List.of(text, texts().get(1), text), Purpose.DOCUMENT);
        assertArrayEquals(vectors.get(0), vectors.get(2));
    }

    /**
     * The same text and purpose give the same vector in every call, and with every embedder that {@link #create}
     * returns.
     */
    @Test
    protected void theSameTextAndPurposeGiveTheSameVector() {
        Embedder embedder = create();
        for (Purpose purpose : Purpose.values()) {
            List<float[]> first = embed(embedder, texts(), purpose);
            assertSame(first, embed(embedder, texts(), purpose));
            Embedder other = create();
            if (other.modelId().equals(embedder.modelId())) {
                assertSame(first, embed(other, texts(), purpose));
            }
        }
    }

    /** A change of a returned vector does not change later results. */
    @Test
    protected void vectorsAreTheCallers() {
        Embedder embedder = create();
        List<float[]> before = copies(embed(embedder, texts(), Purpose.QUERY));
        embed(embedder, texts(), Purpose.QUERY).forEach(vector -> Arrays.fill(vector, 7));
        assertSame(before, embed(embedder, texts(), Purpose.QUERY));
    }

    /** The embedder does not change the list of texts. */
    @Test
    protected void theTextsAreNotChanged() {
        List<String> given = new ArrayList<>(texts());
        embed(create(), given, Purpose.DOCUMENT);
        assertEquals(texts(), given);
        embed(create(), Collections.unmodifiableList(given), Purpose.DOCUMENT);
    }

    /** Any number of threads may call the embedder at the same time. Each gets the same vectors as in a call alone. */
    @Test
    protected void threadsDoNotDisturbEachOther() throws Exception {
        Embedder embedder = create();
        List<float[]> alone = copies(embed(create(), texts(), Purpose.DOCUMENT));
        List<List<float[]>> all = ManyThreads.call(() -> embed(embedder, texts(), Purpose.DOCUMENT));
        assertAll(all.stream().map(vectors -> () -> assertSame(alone, vectors)));
    }

    /** The result of {@link Embedder#quick} does not change. */
    @Test
    protected void quickIsFixed() {
        Embedder embedder = create();
        boolean quick = embedder.quick();
        embed(embedder, texts(), Purpose.QUERY);
        assertEquals(quick, embedder.quick());
    }

    private static List<float[]> embed(Embedder embedder, List<String> texts, Purpose purpose) {
        return embedder.embed(texts, purpose);
    }

    private static <T> List<T> reversed(List<T> list) {
        return new ArrayList<>(list).reversed();
    }

    private static List<float[]> copies(List<float[]> vectors) {
        return vectors.stream().map(float[]::clone).toList();
    }

    private static void assertSame(List<float[]> expected, List<float[]> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), "the vector of text " + i);
        }
    }
}
