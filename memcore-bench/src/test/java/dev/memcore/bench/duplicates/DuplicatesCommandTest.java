package dev.memcore.bench.duplicates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DuplicatesCommandTest {
    @TempDir
    private Path directory;

    @Test
    void theMergeIsPreciseOnWhatShipsAndFindsMostOfIt() throws IOException {
        Path json = directory.resolve("result.json");
        assertEquals(0, Bench.run("eval", "duplicates", "--json", json.toString(), "--errors"));

        JsonNode result = new ObjectMapper().readTree(json.toFile());
        JsonNode all = result.path("all");
        assertTrue(result.path("n").asInt() >= 500, result::toString);
        assertTrue(all.path("other").asInt() >= 200, all::toString);
        assertTrue(all.path("precision").asDouble() >= 0.99, all::toString);
        assertTrue(all.path("recall").asDouble() >= 0.80, all::toString);
    }

    @Test
    void aDirectoryThatIsNotThereIsBadInput() {
        assertEquals(
                2,
                Bench.run(
                        "eval",
                        "duplicates",
                        "--data",
                        directory.resolve("nowhere").toString()));
    }
}
