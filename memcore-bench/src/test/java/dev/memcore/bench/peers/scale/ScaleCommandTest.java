package dev.memcore.bench.peers.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.bench.Bench;
import dev.memcore.bench.harness.Stores;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScaleCommandTest {
    private static final int MEMORIES = 2_000;
    private static final int USERS = 10;

    @TempDir
    private Path directory;

    @Test
    void measuresThreeSizesAndContinuesAStoppedBuild() throws IOException {
        Path run = directory.resolve("run");
        stopAt(500, run);
        JsonNode result = run(run);
        assertEquals(3, result.path("sizes").size());
        for (JsonNode size : result.path("sizes")) {
            for (String time : List.of("open", "small", "largest", "shared")) {
                assertTrue(size.path(time + "Millis").path("p50").asDouble() > 0, size.toString());
            }
            assertTrue(size.path("diskBytes").asLong() > size.path("textBytes").asLong(), size.toString());
            assertTrue(size.path("bytesEachByKind").path("log").asDouble() > 0, size.toString());
        }
        assertTrue(result.path("userAlone").path("ratio").asDouble() > 0, result.toString());
        assertTrue(Double.isFinite(result.path("exponents").path("small").asDouble()), result.toString());
        try (MemoryManager store = Stores.open(run.resolve("store"))) {
            assertEquals(MEMORIES, store.stats().memories());
        }
        assertEquals(result.path("sizes"), run(run).path("sizes"));
    }

    /** Builds a part of the store, as a run does that is stopped. */
    private static void stopAt(int memories, Path run) {
        Map<String, Object> arguments = Map.of("memories", MEMORIES, "users", USERS, "recalls", 5, "seed", 42);
        ScaleBuild build = new ScaleBuild(
                new ScaleSessions(MEMORIES, USERS),
                42,
                run.resolve("store"),
                new ScaleProgress(run, arguments),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        assertTrue(build.to(memories) > 0);
        assertTrue(Double.isNaN(build.to(memories)));
    }

    private JsonNode run(Path run) throws IOException {
        Path json = directory.resolve("scale.json");
        assertEquals(0, run("--dir=" + run, "--json=" + json));
        return new ObjectMapper().readTree(json.toFile());
    }

    private static int run(String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(
                new String[] {"scale", "--memories=" + MEMORIES, "--users=" + USERS, "--recalls=5"},
                0,
                arguments,
                0,
                4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Bench.run(arguments);
    }

    @Test
    void refusesToContinueARunWithOtherArguments() {
        new ScaleProgress(directory, Map.of("memories", 5)).built(1);
        assertEquals(2, run("--dir=" + directory));
        assertEquals(2, Bench.run("scale", "--memories=10"));
    }

    @Test
    void aTenthIsOfTheLargestUserAndATenthIsShared() {
        ScaleSessions sessions = new ScaleSessions(200_000, 100);
        Map<Scope, Integer> counts = new HashMap<>();
        for (int session = 0; session < ScaleSessions.sessions(200_000); session++) {
            counts.merge(sessions.scope(session), sessions.turns(session), Integer::sum);
        }
        assertEquals(20_000, counts.remove(ScaleSessions.LARGEST));
        assertEquals(20_000, counts.remove(ScaleSessions.SHARED));
        assertEquals(100, counts.size());
        counts.forEach((user, count) -> assertTrue(count > 1_400 && count < 1_800, user + " has " + count));
        assertFalse(counts.containsKey(ScaleSessions.READER));
    }

    @Test
    void theSlopeOfAPowerIsItsExponent() {
        assertEquals(0.5, GrowthExponent.of(Map.of(1.0, 3.0, 4.0, 6.0, 100.0, 30.0)), 1e-9);
        assertEquals(0, GrowthExponent.of(Map.of(10.0, 7.0, 1_000.0, 7.0)), 1e-9);
    }
}
