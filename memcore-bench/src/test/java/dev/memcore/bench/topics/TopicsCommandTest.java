package dev.memcore.bench.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicsCommandTest {
    @TempDir
    private Path directory;

    @Test
    void whatNamesThePersonIsInThePreview() throws IOException {
        Path json = directory.resolve("result.json");
        assertEquals(0, Bench.run("eval", "topics", "--trials", "3", "--json", json.toString()));
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertTrue(result.path("recall").asDouble() >= 0.95, result::toString);
        assertTrue(result.path("precision").asDouble() >= 0.9, result::toString);
        assertEquals(0, result.path("recalledAfter").asInt());
    }

    @Test
    void noTrialsAreBadInput() {
        assertEquals(2, Bench.run("eval", "topics", "--trials", "0"));
    }
}
