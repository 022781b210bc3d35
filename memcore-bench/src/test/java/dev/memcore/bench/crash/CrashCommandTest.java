package dev.memcore.bench.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrashCommandTest {
    @TempDir
    private Path directory;

    @Test
    void twoKillsLoseNothingThatWasAcknowledged() throws IOException {
        Path json = directory.resolve("crash.json");
        assertEquals(0, Bench.run("crash", "--cycles", "2", "--longest", "400", "--json", json.toString()));
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertEquals(2, result.path("cycles").asInt());
        assertTrue(result.path("acknowledged").asInt() > 0, result.toString());
        assertTrue(result.path("maintained").asInt() >= 2, result.toString());
        for (String broken :
                List.of("lost", "corrupt", "tornBatches", "tornMerges", "indexMismatch", "findings", "failures")) {
            assertEquals(0, result.path(broken).asInt(-1), result.toString());
        }
    }

    @Test
    void impossibleOptionsAreBadInput() {
        assertEquals(2, Bench.run("crash", "--cycles", "0"));
        assertEquals(2, Bench.run("crash", "--writers", "65"));
        assertEquals(2, Bench.run("crash", "--cycles", "many"));
    }
}
