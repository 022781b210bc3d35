package dev.memcore.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import dev.memcore.bench.TinyLocomo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GateCommandTest {
    @TempDir
    private Path directory;

    @Test
    void questionsPass() throws IOException {
        Files.createDirectory(directory.resolve("locomo"));
        TinyLocomo.copyTo(directory.resolve("locomo").resolve("locomo-dev.json"));
        Path file = directory.resolve("gate.json");
        assertEquals(0, Bench.run("eval", "gate", "--data", directory.toString(), "--json", file.toString()));
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertEquals(0, json.path("questions").path("missed").asDouble(-1));
        assertEquals(0, json.path("smallTalk").path("n").asInt(-1));
    }

    @Test
    void aMissingDirectoryIsBadInput() {
        assertEquals(
                2, Bench.run("eval", "gate", "--data", directory.resolve("none").toString()));
    }
}
