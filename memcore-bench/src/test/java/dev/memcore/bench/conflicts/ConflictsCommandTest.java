package dev.memcore.bench.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import dev.memcore.bench.conflicts.StatementPair.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConflictsCommandTest {
    @TempDir
    private Path directory;

    @Test
    void mostContradictionsAreFoundAndFewOthers() throws IOException {
        Path json = directory.resolve("result.json");
        assertEquals(
                0,
                Bench.run("eval", "conflicts", "--pairs", "1", "--noise", "5", "--errors", "--json", json.toString()));

        JsonNode result = new ObjectMapper().readTree(json.toFile());
        JsonNode all = result.path("all");
        assertTrue(all.path("lookalikes").asInt() >= all.path("contradictions").asInt(), all::toString);
        assertTrue(result.path("heldOut").path("contradictions").asInt() >= 20, result::toString);
        assertTrue(all.path("recall").asDouble() >= 0.75, all::toString);
        assertTrue(all.path("precision").asDouble() >= 0.85, all::toString);
    }

    @Test
    void theSeedDeterminesThePairs() {
        List<List<StatementPair>> groups = new PairGenerator(7).groups(Topic.all(), 2, 8);
        assertEquals(groups, new PairGenerator(7).groups(Topic.all(), 2, 8));
        for (List<StatementPair> group : groups) {
            for (StatementPair pair : group) {
                for (Statement statement : List.of(pair.one(), pair.other())) {
                    assertTrue(statement.text().indexOf('{') < 0, statement::text);
                }
            }
        }
    }

    @Test
    void noPairsAreBadInput() {
        assertEquals(2, Bench.run("eval", "conflicts", "--pairs", "0"));
    }
}
