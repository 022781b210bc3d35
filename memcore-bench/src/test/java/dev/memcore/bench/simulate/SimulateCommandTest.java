package dev.memcore.bench.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import dev.memcore.bench.simulate.form.Check;
import dev.memcore.bench.simulate.keeper.Catalogue;
import dev.memcore.bench.simulate.maze.TMaze;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulateCommandTest {
    @TempDir
    private Path directory;

    private JsonNode run(String... arguments) throws IOException {
        Path json = directory.resolve("result.json");
        List<String> all = new ArrayList<>(List.of("simulate"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--json", json.toString()));
        assertEquals(0, Bench.run(all.toArray(String[]::new)));
        return new ObjectMapper().readTree(json.toFile());
    }

    @Test
    void allPoliciesCompete() throws IOException {
        Path chart = directory.resolve("chart.svg");
        JsonNode result = run(
                "--policy",
                "all",
                "--trace",
                "dialogue",
                "--capacity",
                "10",
                "--items",
                "60",
                "--steps",
                "400",
                "--seeds",
                "3",
                "--chart",
                chart.toString());
        List<String> names = result.path("policies").findValuesAsText("name");
        assertEquals(Catalogue.names(), names);
        assertTrue(
                names.containsAll(List.of("fifo", "random-drop", "lru", "lfu", "age-weighted", "w-tinylfu", "oracle")));
        for (JsonNode policy : result.path("policies")) {
            double rate = policy.path("hitRate").asDouble();
            assertTrue(rate > 0 && rate < 1, policy::toString);
            assertTrue(policy.path("low").asDouble() <= rate
                    && rate <= policy.path("high").asDouble());
            assertEquals(3, policy.path("n").asInt());
        }
        assertEquals(340, result.path("asked").asInt());
        assertTrue(Files.readString(chart).contains("<svg"));
    }

    @Test
    void aFileIsATrace() throws IOException {
        Path trace = Files.writeString(directory.resolve("keys.txt"), "a\nb\na\nc\na\n");
        JsonNode result = run("--policy", "lru", "--trace", trace.toString(), "--capacity", "2", "--seeds", "1");
        assertEquals(0.4, result.path("policies").path(0).path("hitRate").asDouble(), 1e-9);
        assertEquals(1, result.path("policies").size());
    }

    @Test
    void whatCannotBeSimulatedIsBadInput() throws IOException {
        Path blank = Files.writeString(directory.resolve("blank.txt"), "a\n\n");
        assertEquals(2, Bench.run("simulate", "--policy", "wishful"));
        assertEquals(2, Bench.run("simulate", "--trace", "nowhere"));
        assertEquals(2, Bench.run("simulate", "--trace", blank.toString()));
        assertEquals(2, Bench.run("simulate", "--capacity", "0"));
        assertEquals(2, Bench.run("simulate", "--exponent", "-1"));
        assertEquals(2, Bench.run("simulate", "t-maze", "--writes", "10"));
    }

    @Test
    void closedFormsHold() throws IOException {
        JsonNode result = run("closed-forms");
        assertEquals(result.path("checks").asInt(), result.path("results").size());
        assertTrue(result.path("checks").asInt() >= 40);
        assertEquals(0, result.path("failed").asInt());
        assertFalse(new Check("off", 1, 1.1, 0.05).holds());
        assertFalse(new Check("never measured", 1, Double.NaN, 0.05).holds());
    }

    @Test
    void aCueIsFoundAfterTheCorridor() throws IOException {
        JsonNode result = run("t-maze", "--writes", "1000", "--capacity", "10", "--every", "25");
        assertEquals(0, result.path("failed").asInt());
        assertEquals(6, result.path("checks").asInt());
        for (String name : TMaze.SERIES) {
            assertEquals(10, result.path("series").path(name).path("tenths").size(), name);
        }
        // Tier, archive, the cues and the horizon; what left the archive is not there any more.
        assertEquals(10 + 10 + 2, result.path("memories").asInt(), 3);
        // An index of all thousand would have some 2 MB; so few as are kept make its size jump with each merge.
        assertTrue(
                result.path("series").path("indexBytes").path("tenths").path(9).asDouble() < 500_000);
    }

    @Test
    void mergingCoversTheScenesThatChanceLoses() throws IOException {
        JsonNode rules = run("stream-coverage", "--seeds", "3").path("rules");
        assertEquals(6, rules.size());
        for (JsonNode rule : rules) {
            boolean merges = List.of("adjacent-merge", "ordered-k-means")
                    .contains(rule.path("name").asText());
            double coverage = rule.path("coverage").asDouble();
            assertTrue(merges ? coverage >= 0.98 : coverage < 0.9, rule::toString);
        }
    }

    @Test
    void vectorsDoNotKnowWhatIsUsedTogether() throws IOException {
        JsonNode cosine = run("co-use", "--seeds", "2").path("associations").path(0);
        assertEquals(0.0167, cosine.path("recallAt5").asDouble(), 0.008);
    }
}
