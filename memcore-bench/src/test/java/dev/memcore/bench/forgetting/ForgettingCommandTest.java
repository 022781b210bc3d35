package dev.memcore.bench.forgetting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import dev.memcore.bench.TinyLocomo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForgettingCommandTest {
    @TempDir
    private Path directory;

    @Test
    void everyPolicyRemovesItsShareAndLosesWhatWasThere() throws IOException {
        Path json = directory.resolve("result.json");
        Path data = TinyLocomo.copyTo(directory.resolve("locomo-tiny.json"));
        assertEquals(0, Bench.run("eval", "forgetting", "--data", data.toString(), "--json", json.toString()));

        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertEquals(5, result.path("fresh").path("n").asInt());
        assertEquals(
                List.of("nothing removed", "fifo", "random", "age-weighted", "fifo", "random", "age-weighted"),
                result.path("fresh").path("results").findValuesAsText("policy"));
        assertEquals(
                List.of("nothing removed", "fifo", "lru", "lfu", "age-weighted"),
                result.path("used").path("results").findValuesAsText("policy").subList(0, 5));
        JsonNode whole = result.path("fresh").path("results").path(0);
        JsonNode half = result.path("fresh").path("results").path(4);
        assertEquals(0, whole.path("removed").asInt());
        assertEquals(0.9, whole.path("recall").path("10").asDouble(), 1e-9);
        assertEquals(0.5, half.path("share").asDouble());
        assertTrue(half.path("removed").asInt() > 0);
        assertTrue(half.path("evidenceKept").asDouble()
                < whole.path("evidenceKept").asDouble());
        assertTrue(half.path("recall").path("10").asDouble()
                < whole.path("recall").path("10").asDouble());
    }

    @Test
    void anEmptyDirectoryIsBadInput() {
        assertEquals(2, Bench.run("eval", "forgetting", "--data", directory.toString()));
    }
}
