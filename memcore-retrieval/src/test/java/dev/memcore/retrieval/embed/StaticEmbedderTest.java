package dev.memcore.retrieval.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.retrieval.text.StaticTable;
import dev.memcore.retrieval.text.StaticTableFile;
import dev.memcore.spi.Embedder.Purpose;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StaticEmbedderTest {
    private static final StaticEmbedder EMBEDDER = StaticEmbedder.load();

    @Property(tries = 300)
    void everyTextGivesAUnitVectorOrZeros(@ForAll String text) {
        float[] vector = embed(text);

        double length = Math.sqrt(cosine(vector, vector));
        assertEquals(EMBEDDER.dimensions(), vector.length);
        assertTrue(length == 0 || Math.abs(length - 1) < 1e-5, () -> "length " + length);
    }

    @Test
    void aTextWithoutAKnownPieceGivesZeros() {
        for (String text : List.of("", " \t\n", "\u0000\u0007", "\uD83C", "a".repeat(101))) {
            assertArrayEquals(new float[EMBEDDER.dimensions()], embed(text), text);
        }
    }

    @Test
    void relatedTextsAreCloserThanUnrelatedOnes() {
        assertCloser("dog", "puppy", "economics");
        assertCloser("car", "vehicle", "banana");
        assertCloser("she painted a picture", "a portrait by an artist", "the train leaves at noon");
        assertCloser(
                "Where did she travel last summer?",
                "We went on holiday to Greece in July",
                "My code does not compile");
        assertCloser("I was sick and saw a doctor", "the physician treated my illness", "we planted tomatoes");
    }

    @Test
    void commonWordsHardlyCount() {
        assertTrue(cosine(embed("the guitar of a friend"), embed("guitar friend")) > 0.9);
    }

    @Test
    void sameTextsGiveTheSameBitsFromEveryInstanceThreadAndPurpose() {
        List<String> texts = IntStream.range(0, 200)
                .mapToObj(i -> "Text number " + i + " about tea and travel")
                .toList();
        List<float[]> expected = EMBEDDER.embed(texts, Purpose.DOCUMENT);

        List<List<float[]>> all = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> StaticEmbedder.load().embed(texts, Purpose.QUERY))
                .toList();

        for (List<float[]> one : all) {
            for (int i = 0; i < texts.size(); i++) {
                assertArrayEquals(expected.get(i), one.get(i));
            }
        }
    }

    @Test
    void aHostileTextIsEmbeddedInTimeAndFinite() {
        for (String text : List.of(
                "x".repeat(200_000),
                "\uD83C".repeat(200_000),
                "a!".repeat(200_000),
                "\u0301\u0323".repeat(100_000),
                "\uFDFA".repeat(100_000),
                "漢".repeat(200_000))) {
            float[] vector = assertTimeout(Duration.ofSeconds(30), () -> embed(text));
            assertTrue(Double.isFinite(cosine(vector, vector)));
        }
    }

    @Test
    void itIsQuickAndNamesItsTable() {
        assertTrue(EMBEDDER.quick());
        assertTrue(EMBEDDER.modelId().matches("static-.+-256@[0-9a-f]{1,8}"), EMBEDDER.modelId());
        assertEquals(256, EMBEDDER.dimensions());
    }

    @Test
    void aHostsOwnTableIsReadFromFileAndStream(@TempDir Path directory) throws Exception {
        byte[] table = new StaticTableFile("tea", "pot").bytes();
        Path file = Files.write(directory.resolve("table.bin"), table);

        for (StaticEmbedder own :
                List.of(StaticEmbedder.load(file), StaticEmbedder.load(new ByteArrayInputStream(table)))) {
            List<float[]> vectors = own.embed(List.of("tea", "Tea? Pot!", "coffee"), Purpose.DOCUMENT);
            float half = (float) Math.sqrt(0.5);
            assertArrayEquals(new float[] {1, 0}, vectors.get(0));
            assertArrayEquals(new float[] {half, half}, vectors.get(1), 1e-6f);
            assertArrayEquals(new float[] {0, 0}, vectors.get(2));
        }
    }

    @Test
    void aMissingFileAndADamagedOneAreTold(@TempDir Path directory) throws Exception {
        MemoryException missing =
                assertThrows(MemoryException.class, () -> StaticEmbedder.load(directory.resolve("none.bin")));
        assertEquals(ErrorCode.IO_FAILED, missing.code());

        Path file = Files.write(directory.resolve("bad.bin"), new byte[100]);
        MemoryException damaged = assertThrows(MemoryException.class, () -> StaticEmbedder.load(file));
        assertEquals(ErrorCode.FOREIGN_FILE, damaged.code());
        assertTrue(String.valueOf(damaged.getMessage()).contains("bad.bin"));
    }

    private static void assertCloser(String text, String related, String unrelated) {
        double near = cosine(embed(text), embed(related));
        double far = cosine(embed(text), embed(unrelated));
        assertTrue(near > far + 0.1, () -> text + ": " + related + " " + near + ", " + unrelated + " " + far);
    }

    private static float[] embed(String text) {
        return EMBEDDER.embed(List.of(text), Purpose.DOCUMENT).getFirst();
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }

    @Test
    void tablesThatWereAddedAreFoundBehindACacheToo() {
        StaticEmbedder several = StaticEmbedder.load(
                        new ByteArrayInputStream(new StaticTableFile("tea", "pot").bytes()))
                .withTable(new ByteArrayInputStream(new StaticTableFile("手机", "生日").bytes()));

        assertTrue(several.modelId().matches("test@\\w+\\+test@\\w+"), several.modelId());
        assertEquals(several.modelId(), StaticTable.ofModel(several.modelId()).modelId());
        CachingEmbedder cached = CachingEmbedder.of(several, 1_000);
        assertEquals(several.modelId(), StaticTable.ofModel(cached.modelId()).modelId());
        assertEquals(EMBEDDER.modelId(), StaticTable.ofModel(EMBEDDER.modelId()).modelId());
        assertEquals(EMBEDDER.modelId(), StaticTable.ofModel("another").modelId());
    }
}
