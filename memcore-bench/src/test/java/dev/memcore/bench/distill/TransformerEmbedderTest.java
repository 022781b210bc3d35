package dev.memcore.bench.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.cli.console.BadInput;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Embedder.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransformerEmbedderTest {
    @TempDir
    private Path folder;

    @Test
    void theSameTextHasOneVectorInThisRunAndTheNext() throws IOException {
        float[] kept;
        Embedder first = Embedders.open("bge-small", folder);
        try {
            assertEquals(384, first.dimensions());
            kept = first.embed(List.of("A dog ran home."), Purpose.DOCUMENT).getFirst();
            List<float[]> again =
                    first.embed(List.of("Rain fell.", "A dog ran home.", "The puppy came back."), Purpose.DOCUMENT);
            assertArrayEquals(kept, again.get(1));
            assertTrue(Vectors.dot(kept, again.get(2)) > Vectors.dot(kept, again.get(0)));
            float[] question =
                    first.embed(List.of("A dog ran home."), Purpose.QUERY).getFirst();
            assertTrue(Vectors.dot(kept, question) < 0.999, "an instruction stands before a question");
        } finally {
            Embedders.close(first);
        }
        Embedder next = Embedders.open("bge-small", folder);
        try {
            assertArrayEquals(
                    kept,
                    next.embed(List.of("A dog ran home."), Purpose.DOCUMENT).getFirst());
        } finally {
            Embedders.close(next);
        }
    }

    @Test
    void anUnfinishedRecordIsCutOff() throws IOException {
        float[] vector = {1, 2};
        try (TextVectors vectors = TextVectors.open(folder, "model", 2)) {
            vectors.putAll(List.of("one"), new float[][] {vector});
        }
        Path file = folder.resolve("model-texts.vectors");
        Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        try (TextVectors vectors = TextVectors.open(folder, "model", 2)) {
            assertArrayEquals(vector, vectors.get("one"));
            vectors.putAll(List.of("two"), new float[][] {{3, 4}});
        }
        try (TextVectors vectors = TextVectors.open(folder, "model", 2)) {
            assertArrayEquals(new float[] {3, 4}, vectors.get("two"));
        }
        assertEquals(2 * (16 + 8), Files.size(file));
    }

    @Test
    void anUnknownNameIsBadInput() {
        assertThrows(BadInput.class, () -> Embedders.open("best", null));
    }
}
