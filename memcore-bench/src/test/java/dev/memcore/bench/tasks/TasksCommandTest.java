package dev.memcore.bench.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TasksCommandTest {
    private static final String BEAM = """
        [{"sample_id": "one", "conversation": {
           "speaker_a": "User", "speaker_b": "Assistant",
           "session_1_date_time": "10:00 am on 1 March, 2024",
           "session_1": [
             {"speaker": "User", "dia_id": "D1:1", "text": "I have never used Flask for a server."},
             {"speaker": "User", "dia_id": "D1:2", "text": "My sprint ends on March 29."},
             {"speaker": "User", "dia_id": "D1:3", "text": "The dashboard answers in 800 ms."}],
           "session_2_date_time": "10:00 am on 9 March, 2024",
           "session_2": [
             {"speaker": "User", "dia_id": "D2:1", "text": "I have used Flask for a server."},
             {"speaker": "User", "dia_id": "D2:2", "text": "The dashboard answers in 250 ms."}]},
          "qa": [
           {"question": "When does my sprint end?", "answer": "March 29", "evidence": ["D1:2"], "category": 14},
           {"question": "Have I used Flask for a server?", "answer": "", "evidence": ["D1:1", "D2:1"], "category": 12},
           {"question": "How fast does the dashboard answer?", "answer": "250 ms", "evidence": ["D1:3", "D2:2"], "category": 16}]},
         {"sample_id": "two", "conversation": {
           "speaker_a": "User", "speaker_b": "Assistant",
           "session_1_date_time": "10:00 am on 1 March, 2024",
           "session_1": [
             {"speaker": "User", "dia_id": "D1:1", "text": "The violin lessons start in autumn."}]},
          "qa": [
           {"question": "When do the violin lessons start?", "answer": "autumn", "evidence": ["D1:1"], "category": 14}]}]
        """;

    @TempDir
    private Path directory;

    private JsonNode run(String... arguments) throws IOException {
        Path file = directory.resolve("result.json");
        String[] all = new String[arguments.length + 3];
        all[0] = "tasks";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--json";
        all[arguments.length + 2] = file.toString();
        assertEquals(0, Bench.run(all));
        return new ObjectMapper().readTree(file.toFile());
    }

    @ParameterizedTest
    @CsvSource({
        "needle, T2",
        "facts, T22",
        "verbatim, T27",
        "replay, T17",
        "reversible, T26",
        "access, T23",
        "consolidation, T6",
        "edits, T13",
        "entities, T24",
        "rules, T10",
        "labels, T7",
        "places, T21",
        "leaks, T12"
    })
    void aTaskMeetsItsBoundsAtASmallSize(String name, String task) throws IOException {
        JsonNode json = run(name, "--quick");
        json.path("bound").properties().stream()
                .filter(bound -> !bound.getKey().endsWith("Speedup")) // depends on the machine
                .forEach(bound -> assertTrue(bound.getValue().path("met").asBoolean(), json::toPrettyString));
        assertFalse(json.path("bound").isEmpty());
        assertEquals(task, json.path("task").asText());
        assertReported(json);
    }

    private static void assertReported(JsonNode json) {
        assertFalse(json.path("figures").isEmpty(), json::toPrettyString);
        assertTrue(json.path("n").asInt() > 0, json::toPrettyString);
        assertEquals(42, json.path("seed").asLong());
        assertTrue(json.path("seconds").asDouble() > 0);
        assertTrue(json.path("bytes").asLong() > 0, json::toPrettyString);
    }

    @Test
    void theOrderOfSegmentsIsFoundFarAboveChance() throws IOException {
        JsonNode json = run("order", "--quick");
        assertReported(json);
        assertTrue(json.path("figures").path("leastClean").asDouble() >= 0.75, json::toPrettyString);
        assertTrue(json.path("bound").has("leastNoised"));
    }

    @Test
    void aFactIsInTheContextWhereverItWasStored() throws IOException {
        JsonNode json = run("position", "--quick");
        assertReported(json);
        assertEquals(1, json.path("figures").path("leastShown").asDouble());
        assertTrue(json.path("met").isNull(), "no bound is stated, so none can be met");
    }

    @Test
    void bothSidesOfAContradictionAreRecalledInEitherOrderOfInsertion() throws IOException {
        JsonNode figures = run("conflict", "--quick").path("figures");
        assertEquals(1, figures.path("bothRecalled").asDouble());
        assertEquals(1, figures.path("sameOrderIfSwapped").asDouble());
        assertTrue(figures.path("reported").asDouble() >= 0.7, figures::toString);
    }

    @Test
    void fewerBitsFindFewerOfTheNearestAndRescoringFindsMore() throws IOException {
        JsonNode json = run("compression", "--quick");
        assertReported(json);
        JsonNode figures = json.path("figures");
        assertEquals(1, figures.path("float").path("recall").asDouble(), 1e-9);
        assertTrue(figures.path("int8").path("recall").asDouble() > 0.95, figures::toString);
        assertTrue(
                figures.path("int4").path("recall").asDouble()
                        > figures.path("sign").path("recall").asDouble(),
                figures::toString);
        assertTrue(figures.path("signAsInAStore").asDouble() > 0.95, figures::toString);
    }

    @Test
    void theAbilitiesOfBeamAreChecked() throws IOException {
        Files.writeString(directory.resolve("locomo-dev.json"), BEAM);
        JsonNode json = run("beam", "--data", directory.toString());
        assertReported(json);
        JsonNode figures = json.path("figures");
        assertEquals(1, figures.path("extractionRecallInTen").asDouble());
        assertEquals(1, figures.path("contradictionBothInTen").asDouble());
        assertTrue(figures.has("updateNewestFirst"), figures::toString);
        assertTrue(figures.has("abstentionAuroc"));
    }

    @Test
    void badSizesAreBadInput() {
        assertEquals(2, Bench.run("tasks", "needle", "--max=10"));
        assertEquals(2, Bench.run("tasks", "facts", "--reads=0"));
        assertEquals(
                2,
                Bench.run(
                        "tasks", "beam", "--data", directory.resolve("nowhere").toString()));
        assertEquals(2, Bench.run("tasks"));
    }
}
