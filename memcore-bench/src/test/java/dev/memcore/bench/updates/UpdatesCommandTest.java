package dev.memcore.bench.updates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpdatesCommandTest {
    @TempDir
    private Path directory;

    @Test
    void figuresAreReportedByTenseAndByNumberOfNotes() throws IOException {
        Path file = directory.resolve("updates.json");
        assertEquals(0, run("--notes", "20,300", "--subjects", "1", "--json", file.toString(), "--errors"));

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        // 6 aspects in 5 situations, of which one has two subjects, and two have 2 questions about the past.
        assertEquals(2 * 6 * (2 * (5 + 1) + 2 * 2), json.path("n").asInt());
        assertEquals(2, json.path("byNotes").size());
        assertEquals(4, json.path("byTense").size());
        for (String key : List.of("byTense", "byNotes", "byAspect", "bySituation", "byCategory")) {
            int questions = 0;
            double first = 0;
            for (JsonNode part : json.path(key)) {
                questions += part.path("n").asInt();
                first += part.path("n").asInt() * part.path("first").asDouble();
            }
            assertEquals(json.path("n").asInt(), questions, key);
            assertEquals(json.path("first").asDouble() * questions, first, 1e-6, key);
        }
        assertTrue(json.path("baselines").path("bm25").path("recall").path("10").asDouble() > 0.9, json::toString);
    }

    @Test
    void theSeedDeterminesTheNotesAndQuestions() {
        UpdatesSet set = new UpdatesSet(List.of(50), 1, List.of("A real text."), 7);
        assertEquals(set.groups(), new UpdatesSet(List.of(50), 1, List.of("A real text."), 7).groups());
        assertTrue(!set.groups().equals(new UpdatesSet(List.of(50), 1, List.of("A real text."), 8).groups()));
    }

    @Test
    void theLastNotesAreUnrelatedOrMentions() {
        UpdatesSet set = new UpdatesSet(List.of(200), 1, List.of(), 7);
        var documents = set.groups().getFirst().documents();
        assertTrue(documents.subList(documents.size() - 200, documents.size()).stream()
                .noneMatch(document -> document.id().startsWith("statement")));
    }

    @Test
    void invalidOptionsAreBadInput() {
        assertEquals(2, run("--notes", "-1"));
        assertEquals(2, run("--notes", "10,10"));
        assertEquals(2, run("--subjects", "0"));
        assertEquals(2, run("--data", directory.resolve("nowhere").toString()));
    }

    private static int run(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "eval";
        arguments[1] = "updates";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Bench.run(arguments);
    }
}
