package dev.memcore.bench.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import dev.memcore.bench.TinyLocomo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCommandTest {
    @TempDir
    private Path directory;

    @Test
    void remembersRealDialogueSurvivesAKillAndRecallsTheSame() throws IOException {
        Path json = directory.resolve("demo.json");
        assertEquals(0, Bench.run("demo", "--json", json.toString()));
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertTrue(result.path("acknowledged").asInt() > 1_000, result.toString());
        assertEquals(0, result.path("lost").asInt(-1), result.toString());
        assertEquals(6, result.path("questions").asInt());
        assertEquals(6, result.path("sameAnswers").asInt(), result.toString());
    }

    @Test
    void tellsAnyLocomoFile() throws IOException {
        Path json = directory.resolve("demo.json");
        Path file = TinyLocomo.copyTo(directory.resolve("tiny.json"));
        Path kept = directory.resolve("store");
        assertEquals(
                0, Bench.run("demo", "--data", file.toString(), "--dir", kept.toString(), "--json", json.toString()));
        assertEquals(
                3, new ObjectMapper().readTree(json.toFile()).path("questions").asInt());
        assertTrue(Files.isDirectory(kept));
    }

    @Test
    void aDirectoryThatHoldsSomethingIsLeftAlone() throws IOException {
        Files.writeString(directory.resolve("precious"), "data");
        assertEquals(2, Bench.run("demo", "--dir", directory.toString()));
        assertEquals("data", Files.readString(directory.resolve("precious")));
    }
}
