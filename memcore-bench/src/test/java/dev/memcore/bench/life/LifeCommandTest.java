package dev.memcore.bench.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import dev.memcore.bench.TinyLocomo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LifeCommandTest {
    /** A rule that changes in the ninth session, so that the store is restarted in between. */
    private static final String SESSION = "{\"topic\": [%s], \"text\": \"Nora: %s\\n\\nPaul: I see.\"}";

    @TempDir
    private Path directory;

    @Test
    void aSetInItsOwnDirectoryIsReportedAlone() throws IOException {
        TinyLocomo.copyTo(directory.resolve("locomo-tiny.json"));
        JsonNode result = live(directory, "--short", "1");
        assertEquals("locomo", result.path("dataset").asText());
        assertEquals(5, result.path("n").asInt());
        for (String depth : List.of("5", "10", "25")) {
            // All turns fit into the first five; half of one question's evidence is malformed, and can never be found.
            assertEquals(0.9, result.at("/recall/" + depth).asDouble(), 1e-9);
            assertEquals(0.9, result.at("/withoutMaintenance/" + depth).asDouble(), 1e-9);
        }
        assertTrue(result.has("accuracy") && result.path("accuracy").isNull());
        assertTrue(result.at("/withoutMaintenance/accuracy").isNull());
        assertTrue(result.has("staleFirst") && result.path("staleFirst").isNull());
        assertEquals(3, result.path("days").asInt(), "one session has no date: it is on the day after");
        assertTrue(result.path("restarts").asInt() >= 1, "the set spans months");
        assertTrue(result.path("operations").size() >= 1, "what is not among the newest has left SHORT");
    }

    @Test
    void whatIsStaleIsCountedWhereTheSetSaysIt() throws IOException {
        Path dialogues = Files.createDirectories(directory.resolve("memorycode/dialogues"));
        Files.writeString(dialogues.resolve("dialogue_1.json"), dialogue());
        JsonNode result = live(directory, "--dataset", "memorycode");
        assertEquals("memorycode", result.path("dataset").asText());
        assertEquals(1, result.path("n").asInt());
        assertEquals(9, result.path("days").asInt());
        assertEquals(1, result.path("restarts").asInt());
        for (String share : List.of("/accuracy", "/withoutMaintenance/accuracy")) {
            assertTrue(result.at(share).isNumber(), share);
        }
        for (String way : List.of("lived", "without")) {
            double accuracy = (way.equals("lived")
                            ? result.path("accuracy")
                            : result.at("/withoutMaintenance/accuracy"))
                    .asDouble();
            assertEquals(1, accuracy + result.at("/staleFirst/" + way).asDouble(), 1e-9, "one of both is found first");
        }
    }

    @Test
    void severalSetsAreListedByNameAndAbsentOnesAreNamed() throws IOException {
        TinyLocomo.copyTo(Files.createDirectories(directory.resolve("locomo")).resolve("locomo-tiny.json"));
        TinyLocomo.copyTo(Files.createDirectories(directory.resolve("beam")).resolve("locomo-tiny.json"));
        JsonNode result = live(directory);
        assertEquals(2, result.path("sets").size());
        assertEquals("beam", result.at("/sets/beam/dataset").asText());
        assertEquals(3, result.path("absent").size());
    }

    @Test
    void whatCannotBeLivedIsBadInput() throws IOException {
        assertEquals(2, Bench.run("eval", "life", "--data", directory.toString()));
        assertEquals(2, Bench.run("eval", "life", "--data", directory.toString(), "--dataset", "vaswani"));
        assertEquals(2, Bench.run("eval", "life", "--data", directory.toString(), "--dataset", "none"));
        TinyLocomo.copyTo(directory.resolve("locomo-tiny.json"));
        assertEquals(2, Bench.run("eval", "life", "--data", directory.toString(), "--short", "-1"));
        assertEquals(2, Bench.run("eval", "life", "--data", directory.toString(), "--dataset", "beam"));
    }

    private static String dialogue() {
        List<String> sessions = new ArrayList<>();
        sessions.add(SESSION.formatted(
                "\"always start variable names with 'k_'\"", "Please start variable names with 'k_'."));
        for (int i = 0; i < 7; i++) {
            sessions.add(SESSION.formatted("\"Planning the summer party\"", "The party is in " + (9 - i) + " weeks."));
        }
        sessions.add(SESSION.formatted(
                "\"always start variable names with 'm_'\"", "From now on start variable names with 'm_'."));
        return "{\"sessions\": [" + String.join(",", sessions) + "]}";
    }

    private JsonNode live(Path data, String... more) throws IOException {
        Path json = directory.resolve("result-of-life");
        List<String> arguments = new ArrayList<>(List.of("eval", "life", "--data", data.toString()));
        arguments.addAll(List.of("--json", json.toString()));
        arguments.addAll(List.of(more));
        assertEquals(0, Bench.run(arguments.toArray(String[]::new)));
        return new ObjectMapper().readTree(json.toFile());
    }
}
