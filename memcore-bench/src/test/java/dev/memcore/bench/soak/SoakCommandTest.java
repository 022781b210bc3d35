package dev.memcore.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SoakCommandTest {
    @TempDir
    private Path directory;

    @Test
    void someSecondsOfEverythingFindNoDifference() throws IOException {
        Path json = directory.resolve("soak.json");
        int code = Bench.run(
                "soak",
                "--minutes",
                "0.08",
                "--threads",
                "2",
                "--seed",
                "1",
                "--reduce",
                "0",
                "--json",
                json.toString());
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertEquals(0, result.path("differences").asInt(-1), result.toString());
        assertEquals(0, code);
        assertTrue(result.path("killed").asInt() >= 1, result.toString());
        assertTrue(result.path("operations").asLong() > 0, result.toString());
        assertEquals(1, result.path("seed").asInt());
        for (String key : List.of("cancelled", "reopened", "byOperation")) {
            assertTrue(result.has(key), key);
        }
    }

    @Test
    void stepsOfAFileAreDoneAgain() throws IOException {
        Path steps = directory.resolve("steps");
        Files.writeString(steps, """
               scope w0.e1.NOTES maintained
               REMEMBER 0 0 7 -1
               RECALL 0 0 1 0
               FORGET 0 0 1 16
            """);
        assertEquals(0, Bench.run("soak", "--replay", steps.toString()));
        Files.writeString(steps, "scope w0.e1.NOTES\nREMEMBER everything\n");
        assertEquals(2, Bench.run("soak", "--replay", steps.toString()));
        Files.writeString(steps, "REMEMBER 0 0 7 -1\n");
        assertEquals(2, Bench.run("soak", "--replay", steps.toString()));
    }

    @Test
    void impossibleOptionsAreBadInput() {
        assertEquals(2, Bench.run("soak", "--minutes", "0"));
        assertEquals(2, Bench.run("soak", "--threads", "65"));
        assertEquals(2, Bench.run("soak", "--skip", "NOTHING_OF_THIS_NAME"));
    }
}
