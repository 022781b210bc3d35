package dev.memcore.bench.echoes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EchoesCommandTest {
    @TempDir
    private Path directory;

    @Test
    void mostRepetitionsAreRecognisedAndNewStatementsAreKept() throws IOException {
        Path json = directory.resolve("result.json");
        assertEquals(0, Bench.run("eval", "echoes", "--cases", "20", "--json", json.toString()));
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        JsonNode all = result.path("all");
        assertTrue(all.path("precision").asDouble() >= 0.98, all::toString);
        assertTrue(all.path("recall").asDouble() >= 0.85, all::toString);
        assertTrue(result.path("kinds").path("verbatim").path("right").asDouble() == 1, result::toString);
        assertTrue(result.path("kinds").path("new after").path("right").asDouble() >= 0.95, result::toString);
    }

    @Test
    void noCasesAreBadInput() {
        assertEquals(2, Bench.run("eval", "echoes", "--cases", "0"));
    }
}
