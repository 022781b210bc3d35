package dev.memcore.bench.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EraseCommandTest {
    @TempDir
    private Path directory;

    @Test
    void nothingOfATenthIsLeft() throws IOException {
        Path json = directory.resolve("erase.json");
        assertEquals(0, Bench.run("erase", "--self-test", "--memories", "400", "--json", json.toString()));
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertEquals(400, result.path("memories").asInt());
        assertEquals(40, result.path("erased").asInt());
        assertEquals(0, result.path("bytesFound").asInt(-1));
        assertTrue(result.path("bytesFoundBefore").asInt() > 0, result.toString());
        assertTrue(result.path("filesScanned").asInt() > 10, result.toString());
    }

    @Test
    void tooFewMemoriesAreBadInput() {
        assertEquals(2, Bench.run("erase", "--self-test", "--memories", "10"));
        assertEquals(2, Bench.run("erase"));
    }
}
