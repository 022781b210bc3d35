package dev.memcore.bench.chains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChainsCommandTest {
    @TempDir
    private Path directory;

    @Test
    void chainsAreFollowedToTheirEndAndNoFurther() throws IOException {
        Path file = directory.resolve("chains.json");
        assertEquals(
                0, Bench.run("eval", "chains", "--chains=25", "--hops=2", "--graphs=1", "--json", file.toString()));

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        JsonNode last = json.path("chains").get(1);
        assertEquals(2, last.path("hops").asInt());
        assertEquals(25, last.path("n").asInt());
        assertTrue(last.path("chained").asDouble() >= 0.9, json::toString);
        assertTrue(last.path("withoutEnd").asDouble() >= 0.8, json::toString);
        assertEquals(20, json.path("paths").path("n").asInt());
        assertTrue(json.path("paths").path("shortest").asDouble() >= 0.9, json::toString);
    }

    @Test
    void moreHopsThanAChainMakesAreBadInput() {
        assertEquals(2, Bench.run("eval", "chains", "--hops=13"));
    }
}
