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
import java.util.stream.Stream;
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
                List.of("nothing removed", "age-weighted", "age-weighted", "fifo", "fifo", "random", "random"),
                result.path("fresh").path("results").findValuesAsText("policy"));
        assertEquals(
                List.of("nothing removed", "age-weighted", "age-weighted", "fifo", "fifo", "lru", "lru", "lfu", "lfu"),
                result.path("used").path("results").findValuesAsText("policy"));
        JsonNode whole = result.path("fresh").path("results").path(0);
        JsonNode half = result.path("fresh").path("results").path(4);
        assertEquals(0, whole.path("removed").asInt());
        assertEquals(0.9, whole.path("recall").path("10").asDouble(), 1e-9);
        assertEquals(0.5, half.path("share").asDouble());
        assertTrue(half.path("removed").asInt() > 0);
        assertTrue(half.path("evidenceKept").asDouble()
                < whole.path("evidenceKept").asDouble());
        double recall = half.path("recall").path("10").asDouble();
        assertTrue(recall < whole.path("recall").path("10").asDouble());
        JsonNode standard = result.path("fresh").path("results").path(2);
        assertEquals(
                recall - standard.path("recall").path("10").asDouble(),
                half.path("differenceToDefault").path("mean").asDouble(),
                1e-9);
        assertEquals(
                5, result.path("fresh").path("results").path(6).path("draws").asInt());
    }

    @Test
    void thePoliciesThatAreNamedCompeteAtTheSharesThatAreGiven() throws IOException {
        Path json = directory.resolve("result.json");
        Path data = TinyLocomo.copyTo(directory.resolve("locomo-tiny.json"));
        assertEquals(0, run(data, "--policy", "novelty,lifespan", "--shares", "0.2,0.6", "--json", json.toString()));
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertEquals(
                List.of("nothing removed", "novelty", "novelty"),
                result.path("fresh").path("results").findValuesAsText("policy"));
        assertEquals(
                List.of("nothing removed", "lifespan", "lifespan", "novelty", "novelty"),
                result.path("used").path("results").findValuesAsText("policy"));
        JsonNode row = result.path("fresh").path("results").path(2);
        assertEquals(0.6, row.path("share").asDouble());
        assertTrue(row.path("recallMillis").path("p50").asDouble() > 0);
        assertTrue(row.path("differenceToDefault").isMissingNode(), "the default does not compete");
    }

    @Test
    void everyPolicyOfTheCatalogueRemovesTheSameShare() throws IOException {
        Path json = directory.resolve("result.json");
        Path data = TinyLocomo.copyTo(directory.resolve("locomo-tiny.json"));
        assertEquals(0, run(data, "--policy", "all", "--shares", "0.5", "--json", json.toString()));
        JsonNode results =
                new ObjectMapper().readTree(json.toFile()).path("used").path("results");
        int removed = results.path(1).path("removed").asInt();
        assertTrue(results.size() > 15);
        for (int i = 1; i < results.size(); i++) {
            assertEquals(removed, results.path(i).path("removed").asInt(), results.path(i)::toString);
        }
    }

    @Test
    void theCurveGoesToEightyPercentAndDrawsChanceWhereItDecides() throws IOException {
        Path json = directory.resolve("result.json");
        Path data = TinyLocomo.copyTo(directory.resolve("locomo-tiny.json"));
        assertEquals(0, run(data, "--policy", "random", "--curve", "--evidence-only", "--json", json.toString()));
        JsonNode results =
                new ObjectMapper().readTree(json.toFile()).path("fresh").path("results");
        assertEquals(
                List.of("0.0", "0.1", "0.2", "0.3", "0.34", "0.4", "0.5", "0.6", "0.7", "0.8"),
                results.findValuesAsText("share"));
        assertEquals(List.of("1", "1", "1", "1", "5", "1", "5", "1", "1", "1"), results.findValuesAsText("draws"));
        assertTrue(results.path(1).path("recall").isMissingNode(), "nothing is asked");
    }

    @Test
    void whatMakesNoSenseIsBadInput() throws IOException {
        assertEquals(2, Bench.run("eval", "forgetting", "--data", directory.toString()));
        Path data = TinyLocomo.copyTo(directory.resolve("locomo-tiny.json"));
        assertEquals(2, run(data, "--policy", "nobody"));
        assertEquals(2, run(data, "--shares", "0"));
        assertEquals(2, run(data, "--shares", "1.5"));
    }

    private static int run(Path data, String... more) {
        return Bench.run(Stream.concat(Stream.of("eval", "forgetting", "--data", data.toString()), Stream.of(more))
                .toArray(String[]::new));
    }
}
