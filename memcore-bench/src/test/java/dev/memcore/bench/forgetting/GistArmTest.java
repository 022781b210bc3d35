package dev.memcore.bench.forgetting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import dev.memcore.bench.TinyLocomo;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GistArmTest {
    @TempDir
    private Path directory;

    @Test
    void whatIsArchivedLeavesGistsThatAreFound() throws IOException {
        Path json = directory.resolve("result.json");
        String data = TinyLocomo.copyTo(directory.resolve("locomo-tiny.json")).toString();
        String[] command = {
            "eval", "forgetting", "--data", data, "--folders", "RARE_WORDS,LEAD", "--json", json.toString()
        };
        assertEquals(0, Bench.run(command));

        JsonNode result = new ObjectMapper().readTree(json.toFile());
        JsonNode gists = result.path("gists").path("results");
        assertEquals(12, gists.size(), "two folders, two shares, three policies");
        for (JsonNode row : gists) {
            assertTrue(row.path("gists").asDouble() > 0, row::toString);
            assertTrue(row.path("gistBytes").asDouble() > 0, row::toString);
            assertTrue(row.path("removedBytes").asDouble() > 0, row::toString);
            assertTrue(
                    row.path("recall").path("25").asDouble()
                            >= row.path("recallOfTurns").path("25").asDouble(),
                    row::toString);
        }
        JsonNode kept = fifoAtHalf(result.path("fresh").path("results"));
        JsonNode quoted = fifoAtHalf(gists);
        assertTrue(quoted.path("evidenceQuoted").asDouble()
                > kept.path("evidenceKept").asDouble());
    }

    private static JsonNode fifoAtHalf(JsonNode results) {
        for (JsonNode row : results) {
            if (row.path("policy").asText().equals("fifo") && row.path("share").asDouble() == 0.5) {
                return row;
            }
        }
        throw new AssertionError("no fifo at .5 in " + results);
    }
}
