package dev.memcore.bench.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.spi.Embedder.Purpose;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableWriterTest {
    @Test
    void whatIsWrittenIsWhatTheEmbedderReads() throws IOException {
        float[][] rows = {{0.3f, -0.4f, 0}, {0, 0, 0}, {0, 0, 25}};

        StaticEmbedder embedder = StaticEmbedder.load(
                new ByteArrayInputStream(TableWriter.write("tiny", List.of("tea", "the", "##pot"), rows)));

        List<float[]> vectors = embedder.embed(List.of("Tea", "the", "the teapot"), Purpose.DOCUMENT);
        assertTrue(embedder.modelId().startsWith("tiny@"), embedder.modelId());
        assertEquals(3, embedder.dimensions());
        assertNear(new float[] {0.6f, -0.8f, 0}, vectors.get(0));
        assertNear(new float[] {0, 0, 0}, vectors.get(1));
        assertNear(Vectors.unit(new float[] {0.3f, -0.4f, 25}), vectors.get(2));
    }

    private static void assertNear(float[] expected, float[] vector) {
        for (int d = 0; d < expected.length; d++) {
            assertEquals(expected[d], vector[d], 0.005, "dimension " + d);
        }
    }
}
