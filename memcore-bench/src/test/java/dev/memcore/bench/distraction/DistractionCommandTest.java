package dev.memcore.bench.distraction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DistractionCommandTest {
    @TempDir
    private Path directory;

    @Test
    void recallIsMeasuredForEachCorrection() throws IOException {
        Files.writeString(directory.resolve("musique-dev.json"), """
            [{"question": "Who painted the lighthouse?", "paragraphs": [
              {"title": "Mira", "paragraph_text": "Mira painted the lighthouse.", "is_supporting": true}]}]
            """);
        Files.writeString(directory.resolve("musique-dev-corpus.json"), """
            [{"title": "Mira", "text": "Mira painted the lighthouse."},
             {"title": "Oslo", "text": "Oslo has a harbour."}, {"title": "Tea", "text": "Tea is a drink."}]
            """);
        Path file = directory.resolve("t20.json");
        assertEquals(0, Bench.run("eval", "distraction", "--data", directory.toString(), "--json", file.toString()));
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertEquals(1, json.path("n").asInt());
        assertEquals(12, json.path("results").size());
        json.path("results")
                .forEach(result ->
                        assertEquals(1, result.path("recall").path("256").asDouble(), result::toString));
        assertTrue(json.path("results").get(1).path("capped").asBoolean());
    }

    @Test
    void aMissingDirectoryIsBadInput() {
        assertEquals(
                2,
                Bench.run(
                        "eval",
                        "distraction",
                        "--data",
                        directory.resolve("nowhere").toString()));
    }
}
