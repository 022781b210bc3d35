package dev.memcore.bench.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocumentsCommandTest {
    @TempDir
    private Path directory;

    @Test
    void everyLineOfALogIsFoundAndShown() throws IOException {
        Path json = directory.resolve("result.json");
        assertEquals(
                0,
                Bench.run(
                        "eval",
                        "documents",
                        "--texts=2",
                        "--manuals=2",
                        "--characters=40000",
                        "--turns=200",
                        "--questions=10",
                        "--json",
                        json.toString()));

        JsonNode log = new ObjectMapper().readTree(json.toFile()).path("log");
        assertEquals(2, log.path("documents").asInt());
        JsonNode odd = log.path("found").path("odd word");
        assertEquals(20, odd.path("n").asInt());
        assertEquals(20, odd.path("first").asInt(), odd::toString);
        assertEquals(20, odd.path("span").asInt(), odd::toString);
        assertTrue(log.path("indexBytes").asLong() > 0, log::toString);

        JsonNode manuals =
                new ObjectMapper().readTree(json.toFile()).path("manual-en").path("found");
        JsonNode titled = manuals.path("title and word");
        assertEquals(20, titled.path("first").asInt(), titled::toString);
        assertTrue(titled.path("span").asInt() >= 16, titled::toString);
        JsonNode across = manuals.path("across a border");
        assertTrue(across.path("whole").asInt() >= 10, across::toString);
    }

    @Test
    void aDirectoryThatIsNotThereIsBadInput() {
        assertEquals(
                2,
                Bench.run(
                        "eval",
                        "documents",
                        "--data",
                        directory.resolve("nowhere").toString()));
    }
}
