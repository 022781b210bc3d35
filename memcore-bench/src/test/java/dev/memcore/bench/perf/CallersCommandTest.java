package dev.memcore.bench.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallersCommandTest {
    @TempDir
    private Path directory;

    @Test
    void measuresEachNumberOfCallersOnBothKindsOfThreads() throws IOException {
        Path json = directory.resolve("callers.json");
        assertEquals(0, Bench.run("callers", "--callers", "1,20", "--writes", "40", "--json", json.toString()));
        JsonNode rows = new ObjectMapper().readTree(json.toFile()).path("rows");
        assertEquals(4, rows.size());
        for (JsonNode row : rows) {
            assertTrue(row.path("writeMillis").path("n").asInt() >= 40, row.toString());
            assertTrue(row.path("writeMillis").path("p95").asDouble() > 0, row.toString());
        }
        assertEquals("virtual", rows.path(3).path("threads").asText());
        assertEquals(20, rows.path(3).path("callers").asInt());
    }

    @Test
    void refusesNoCallers() {
        assertEquals(2, Bench.run("callers", "--callers", "0"));
    }
}
