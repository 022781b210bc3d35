package dev.memcore.bench.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import dev.memcore.bench.TinyLocomo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocomoCommandTest {
    @TempDir
    private Path directory;

    @Test
    void findsTheEvidenceOfASmallSetAndReportsIt() throws IOException {
        Path json = directory.resolve("result.json");
        Path lines = directory.resolve("questions.jsonl");
        TinyLocomo.copyTo(directory.resolve("locomo-tiny.json"));
        assertEquals(0, run("--json", json.toString(), "--out", lines.toString()));

        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertEquals("locomo", result.path("dataset").asText());
        assertEquals("locomo-tiny.json", result.path("file").asText());
        assertEquals(64, result.path("sha256").asText().length());
        assertEquals(5, result.path("n").asInt());
        // All turns fit into the first five; half of one question's evidence is malformed, and can never be found.
        assertEquals(0.9, result.path("recall").path("5").asDouble(), 1e-9);
        assertEquals(
                0.75, result.path("byCategory").path("multi-hop").path("10").asDouble(), 1e-9);
        assertEquals(2, result.path("byCategory").path("multi-hop").path("n").asInt());
        assertEquals(2, result.path("confidence").path("25").size());
        assertEquals(0.2, result.path("baselines").path("no memory").path("5").asDouble(), 1e-9);
        for (String baseline : List.of("bm25", "dense", "recent", "random")) {
            double recall = result.path("baselines").path(baseline).path("10").asDouble(-1);
            assertTrue(recall >= 0.2 && recall <= 1, baseline + " " + recall);
        }
        assertTrue(result.path("seconds").asDouble() > 0);
        assertEquals(5, Files.readAllLines(lines).size());
    }

    @Test
    void asksFewerQuestionsIfToldTo() throws IOException {
        Path json = directory.resolve("result.json");
        TinyLocomo.copyTo(directory.resolve("locomo-tiny.json"));
        assertEquals(0, run("--json", json.toString(), "--limit-questions", "3"));
        assertEquals(3, new ObjectMapper().readTree(json.toFile()).path("n").asInt());
    }

    @Test
    void otherSetsInTheSameLayoutHaveTheirOwnNames() throws IOException {
        Path json = directory.resolve("result.json");
        Path beam = Files.createDirectories(directory.resolve("beam"));
        TinyLocomo.copyTo(beam.resolve("locomo-dev.json"));
        assertEquals(0, run("--json", json.toString(), "--dataset", "beam"));
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertEquals("beam", result.path("dataset").asText());
        assertEquals(0.9, result.path("recall").path("5").asDouble(), 1e-9);
        assertEquals(6, result.path("baselines").size());
        assertEquals(2, run("--dataset", "musique"), "has another layout");
        assertEquals(2, run("--dataset", "lifebench-en"), "is not there");
    }

    @Test
    void anEmptyDirectoryIsBadInput() {
        assertEquals(2, run());
    }

    private int run(String... more) {
        String[] arguments = new String[4 + more.length];
        List.of("eval", "locomo", "--data", directory.toString()).toArray(arguments);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Bench.run(arguments);
    }
}
