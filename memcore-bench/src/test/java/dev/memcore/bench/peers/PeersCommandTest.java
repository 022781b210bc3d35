package dev.memcore.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import dev.memcore.bench.TinyLocomo;
import dev.memcore.bench.peers.system.PeerSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeersCommandTest {
    private static final List<String> SCHEMA = List.of(
            "system",
            "work",
            "memories",
            "users",
            "p50Millis",
            "p95Millis",
            "p99Millis",
            "perSecond",
            "allocatedKb",
            "recallAt10",
            "evidenceAt10");

    @TempDir
    private Path directory;

    @Test
    void everySystemDoesEachWorkThatFits() throws IOException {
        Path json = directory.resolve("peers.json");
        assertEquals(
                0,
                Bench.run(
                        "peers",
                        "--short",
                        "--memories=200",
                        "--users=2",
                        "--recalls=20",
                        "--seconds=0.2",
                        "--openings=1",
                        "--heap=512m",
                        "--data=" + TinyLocomo.copyTo(directory.resolve("locomo-tiny.json")),
                        "--json=" + json));
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertTrue(result.has("load"), result.toString());
        Set<String> measured = new HashSet<>();
        for (JsonNode row : result.path("measurements")) {
            SCHEMA.forEach(field -> assertTrue(row.has(field), field + " in " + row));
            assertPlausible(row);
            measured.add(row.path("system").asText() + " " + row.path("work").asText());
        }
        Set<String> expected = new HashSet<>();
        for (PeerWork work : PeerWork.values()) {
            for (PeerSystem system : PeerSystem.values()) {
                if (work.fits(system)) {
                    expected.add(system.label() + " " + work.label());
                }
            }
        }
        assertEquals(expected, measured);
    }

    private static void assertPlausible(JsonNode row) {
        double p50 = row.path("p50Millis").asDouble();
        assertTrue(p50 > 0 && p50 < 60_000, row.toString());
        assertTrue(row.path("p99Millis").asDouble() >= p50, row.toString());
        assertTrue(row.path("n").asInt() > 0, row.toString());
        switch (row.path("work").asText()) {
            case "dense" -> {
                assertTrue(row.path("recallAt10").asDouble() > 0.8, row.toString());
                assertTrue(row.path("allocatedKb").asDouble() > 0, row.toString());
            }
            case "hybrid" -> {
                assertTrue(row.path("evidenceAt10").asDouble() > 0, row.toString());
                assertTrue(
                        row.path("diskBytes").asLong() > row.path("textBytes").asLong(), row.toString());
            }
            case "hybrid-beside-writer" -> {
                assertTrue(row.path("aloneP50Millis").asDouble() > 0, row.toString());
                assertTrue(row.path("writesPerSecond").asDouble() > 0, row.toString());
            }
            case "write-1", "write-8" -> {
                assertTrue(row.path("perSecond").asDouble() > 0, row.toString());
                assertTrue(row.path("forceP50Millis").asDouble() > 0, row.toString());
            }
            default -> assertTrue(row.path("perSecond").isNull(), row.toString());
        }
    }

    @Test
    void refusesUnknownNamesAndSizes() {
        assertEquals(2, Bench.run("peers", "--systems", "oracle"));
        assertEquals(2, Bench.run("peers", "--works", "sleep"));
        assertEquals(2, Bench.run("peers", "--memories", "0"));
        assertEquals(2, Bench.run("peers", "--memories", "10", "--users", "11"));
        assertEquals(2, Bench.run("peers", "--seconds", "0"));
    }
}
