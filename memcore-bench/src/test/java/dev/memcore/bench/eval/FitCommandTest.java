package dev.memcore.bench.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import dev.memcore.bench.TinyLocomo;
import dev.memcore.bench.harness.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FitCommandTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        SmallSets.writeTo(directory);
        TinyLocomo.copyTo(Files.createDirectories(directory.resolve("locomo")).resolve("locomo-tiny.json"));
    }

    @Test
    void fitsToSomeSetsAndReportsOnOthers() throws IOException {
        JsonNode result = fitted("--on", "locomo,babi", "--report", "vaswani");
        assertEquals(Setup.ofDefaults().signals().size(), result.path("weights").size());
        for (JsonNode weight : result.path("weights")) {
            assertTrue(weight.path("fitted").asDouble(-1) >= 0, weight::toString);
            assertEquals(10, weight.path("folds").size()); // as many as there are stories, up to ten
            if (weight.path("heard").asDouble(-1) == 0) {
                assertEquals(
                        weight.path("shipped").asDouble(), weight.path("fitted").asDouble(), weight::toString);
            }
        }
        JsonNode sets = result.path("fits");
        assertEquals(3, sets.size());
        assertEquals("locomo", sets.at("/0/dataset").asText());
        assertEquals("fitted", sets.at("/0/role").asText());
        assertEquals(5, sets.at("/0/n").asInt());
        assertTrue(sets.at("/0/judged").asInt() > 0);
        assertEquals(0.9, sets.at("/0/ways/shipped/5").asDouble(), 1e-9, "as eval says");
        assertTrue(sets.at("/0/ways/cross-validated/difference/5/mean").isNumber());
        assertEquals("reported", sets.at("/2/role").asText());
        assertTrue(sets.at("/2/ways/cross-validated").isMissingNode());
        assertTrue(sets.at("/2/ways/fitted/difference/map/confidence/1").isNumber());
    }

    @Test
    void eachSetIsAskedWithWeightsOfTheOthers() throws IOException {
        JsonNode result = fitted("--on", "locomo,babi", "--leave-one-set-out");
        JsonNode alone = fitted("--on", "babi");
        for (int i = 0; i < result.path("weights").size(); i++) {
            JsonNode weight = result.path("weights").get(i);
            assertEquals(2, weight.path("folds").size());
            assertEquals(
                    alone.path("weights").get(i).path("fitted"),
                    weight.path("folds").get(0),
                    "LoCoMo is left out");
        }
        assertTrue(result.at("/fits/0/ways/set-left-out/difference/5/mean").isNumber());
        assertEquals(2, run("--on", "locomo", "--leave-one-set-out"));
    }

    @Test
    void theSameSetsGiveTheSameWeights() throws IOException {
        assertEquals(
                fitted("--on", "locomo").path("weights"),
                fitted("--on", "locomo").path("weights"));
    }

    @Test
    void whatCannotBeFittedIsBadInput() {
        assertEquals(2, run("--on", "best"));
        assertEquals(2, run("--on", "locomo", "--report", "locomo"));
        assertEquals(2, run("--on", "locomo", "--folds", "1"));
        assertEquals(2, run("--on", "locomo", "--pull", "-1"));
        assertEquals(2, run("--on", "locomo", "--preset", "rrf"));
        assertEquals(2, run("--on", "locomo", "--rerank", "linear"));
    }

    private JsonNode fitted(String... arguments) throws IOException {
        Path json = directory.resolve("results/fit.json");
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = json.toString();
        assertEquals(0, run(all));
        return new ObjectMapper().readTree(json.toFile());
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "fit";
        all[1] = "--data";
        all[2] = directory.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Bench.run(all);
    }
}
