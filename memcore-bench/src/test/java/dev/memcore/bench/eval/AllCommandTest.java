package dev.memcore.bench.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import dev.memcore.bench.TinyLocomo;
import dev.memcore.bench.harness.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllCommandTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        SmallSets.writeTo(directory);
        TinyLocomo.copyTo(Files.createDirectories(directory.resolve("locomo")).resolve("locomo-tiny.json"));
    }

    @ParameterizedTest
    @CsvSource({
        // everything is among the first k; of one question half the evidence is not in the corpus
        "musique, 2, recall/10, 0.75",
        "babi, 15, recall/10, 1",
        "memorycode, 1, recall/10, 1",
        "pi, 2, baselines/recent/accuracy, 0.5",
        "vaswani, 1, recall/10, 1",
        "locomo, 5, recall/5, 0.9",
    })
    void everySetReportsItsFigures(String set, int n, String path, double expected) throws IOException {
        Path lines = directory.resolve("questions.jsonl");
        JsonNode result = run("eval", set, "--out", lines.toString());
        assertEquals(set, result.path("dataset").asText());
        assertEquals(n, result.path("n").asInt());
        assertEquals(64, result.path("sha256").asText().length());
        assertEquals(expected, result.at("/" + path).asDouble(-1), 1e-9, path);
        for (String key : List.of("file", "embedder", "configuration", "seed", "ingestSeconds", "seconds")) {
            assertFalse(result.path(key).isMissingNode(), key);
        }
        assertTrue(result.at("/recallMillis/p95").asDouble() > 0);
        assertFalse(result.path("confidence").isEmpty());
        assertFalse(result.path("byCategory").isEmpty());
        assertEquals(6, result.path("baselines").size());
        assertTrue(Files.readAllLines(lines).size() >= n);
    }

    @Test
    void allSetsComeTogetherAndAbsentOnesAreNamed() throws IOException {
        Files.delete(directory.resolve("pi-llm/words.json"));
        Files.delete(directory.resolve("pi-llm"));
        JsonNode result = run("eval", "all", "--limit-questions", "2");
        List<String> names = new ArrayList<>();
        result.path("sets").fieldNames().forEachRemaining(names::add);
        assertEquals(List.of("locomo", "musique", "memorycode", "babi", "vaswani"), names);
        assertEquals("pi-llm", result.at("/absent/0").asText());
        assertEquals(2, result.at("/sets/locomo/n").asInt());
    }

    @Test
    void everySetCanDoWithoutEachSignal() throws IOException {
        JsonNode sets = run("eval", "all", "--ablate", "--limit-questions", "2").path("sets");
        assertEquals(6, sets.size());
        for (JsonNode set : sets) {
            assertEquals(
                    Setup.ofDefaults().signals().size(), set.path("ablations").size(), set.path("dataset")::asText);
            for (JsonNode ablation : set.path("ablations")) {
                assertEquals(set.path("n").asInt(), ablation.path("n").asInt());
                assertFalse(ablation.path("difference").isEmpty());
            }
        }
    }

    @Test
    void withoutASignalTheDifferencesArePaired() throws IOException {
        JsonNode ablations = run("eval", "vaswani", "--ablate").path("ablations");
        assertEquals(Setup.ofDefaults().signals().size(), ablations.size());
        JsonNode speaker = StreamSupport.stream(ablations.spliterator(), false)
                .filter(ablation -> ablation.path("without").asText().equals("speaker"))
                .findFirst()
                .orElseThrow();
        assertEquals(1, speaker.path("n").asInt());
        assertEquals(0.0, speaker.at("/difference/map/mean").asDouble(-1));
        assertEquals(0.0, speaker.at("/difference/map/confidence/0").asDouble(-1));
        assertEquals(1.0, speaker.at("/recall/10").asDouble());
    }

    @Test
    void aCutOffIsMeasuredForEverySet() throws IOException {
        JsonNode sets = run("eval", "precision").path("sets");
        assertEquals(6, sets.size());
        JsonNode one = run("eval", "precision", "--dataset", "locomo");
        assertEquals("locomo", one.path("dataset").asText());
        assertEquals(5, one.path("n").asInt());
        assertEquals(one, sets.path("locomo"));
        double kept = 1;
        double returned = 10;
        for (JsonNode row : one.path("thresholds")) {
            assertTrue(row.path("recallKept").asDouble() <= kept, row::toString);
            assertTrue(row.path("returned").asDouble() <= returned, row::toString);
            kept = row.path("recallKept").asDouble();
            returned = row.path("returned").asDouble();
        }
        assertTrue(one.at("/absentNames/n").asInt() > 0);
        assertEquals(2, Bench.run("eval", "precision", "--data", directory.toString(), "--dataset", "nothing"));
    }

    @Test
    void theContextOfEveryQuestionIsMeasured() throws IOException {
        assertEquals(6, run("eval", "context", "--budget", "200").path("sets").size());
        JsonNode one = run("eval", "context", "--dataset", "locomo", "--budget", "50,1000");
        assertEquals("locomo", one.path("dataset").asText());
        assertEquals(4, one.path("n").asInt(), "one question has no evidence");
        for (String method : List.of("memcore", "window", "hits")) {
            JsonNode budgets = one.path("methods").path(method);
            assertTrue(budgets.at("/50/tokens").asDouble() <= 50, budgets::toString);
            assertTrue(
                    budgets.at("/50/evidence").asDouble()
                            <= budgets.at("/1000/evidence").asDouble(),
                    budgets::toString);
            assertTrue(budgets.at("/1000/stale").isNull(), budgets::toString);
        }
        assertEquals(0.875, one.at("/methods/memcore/1000/evidence").asDouble(), 1e-9, "half of one is not there");
        assertTrue(one.path("prefixReuse").asDouble() > 0, one::toString);
    }

    @Test
    void presetsAreNamedInTheReport() throws IOException {
        JsonNode result = run("eval", "vaswani", "--preset", "bm25");
        assertEquals("none", result.path("embedder").asText());
        assertEquals("bm25", result.path("preset").asText());
        assertEquals(2, Bench.run("eval", "vaswani", "--data", directory.toString(), "--preset", "best"));
        assertEquals(2, Bench.run("eval", "vaswani", "--data", directory.toString(), "--embedder", "best"));
        assertEquals(2, Bench.run("eval", "vaswani", "--data", directory.toString(), "--preset", "rrf", "--ablate"));
    }

    @Test
    void rerankersAreNamedInTheReport() throws IOException {
        for (String look : List.of("mmr", "mmrDense", "linear")) {
            JsonNode result = run("eval", "vaswani", "--rerank", look);
            assertTrue(result.path("configuration").asText().endsWith("reranked by " + look), look);
            assertEquals(1.0, result.at("/recall/10").asDouble(), "everything is among the first ten");
        }
        assertEquals(2, Bench.run("eval", "vaswani", "--data", directory.toString(), "--rerank", "best"));
        assertEquals(2, Bench.run("eval", "vaswani", "--data", directory.toString(), "--rerank", "linear", "--ablate"));
    }

    @Test
    void aDirectoryWithoutSetsIsBadInput() throws IOException {
        Path empty = Files.createDirectories(directory.resolve("empty"));
        for (String set : List.of("all", "locomo", "musique", "babi", "memorycode", "pi", "vaswani")) {
            assertEquals(2, Bench.run("eval", set, "--data", empty.toString()), set);
        }
    }

    private JsonNode run(String... arguments) throws IOException {
        Path json = directory.resolve("result.json");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", directory.toString(), "--json", json.toString()));
        assertEquals(0, Bench.run(all.toArray(String[]::new)));
        return new ObjectMapper().readTree(json.toFile());
    }
}
