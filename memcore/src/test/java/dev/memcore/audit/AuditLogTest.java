package dev.memcore.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.config.AuditSettings;
import dev.memcore.api.config.Durability;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.health.HealthCause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditLogTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Scope EVE = Scope.of("acme", "eve");

    @TempDir
    private Path directory;

    private Path audit() {
        return directory.resolve("store/audit");
    }

    private MemcoreBuilder store() {
        return Memcore.builder().directory(directory.resolve("store")).withoutEmbedder();
    }

    private MemcoreBuilder audited() {
        return store().auditLog(AuditSettings.in(audit()));
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(audit())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(audit())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** All lines of all users, which must be JSON objects. */
    private List<Map<String, String>> lines() throws IOException {
        List<Map<String, String>> lines = new ArrayList<>();
        for (Path file : files()) {
            for (String line : Files.readAllLines(file)) {
                lines.add(parsed(line));
            }
        }
        return lines;
    }

    private static Map<String, String> parsed(String line) throws IOException {
        Map<String, String> members = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            assertEquals(JsonToken.START_OBJECT, parser.nextToken());
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    List<String> values = new ArrayList<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        values.add(parser.getText());
                    }
                    members.put(name, String.join(" ", values));
                } else {
                    members.put(name, parser.getText());
                }
            }
        }
        return members;
    }

    private static void best(MemorySpace space, String question) {
        space.recall(MemoryQuery.builder(question).limit(1).build());
    }

    @Test
    void queriesAndIdsAreRecordedAndSurviveARestart() throws IOException {
        Memory tea;
        try (MemoryManager manager = audited().build()) {
            tea = manager.space(BOB).remember("Bob prefers tea.");
            manager.space(BOB).recall("What does Bob drink: tea?");
        }
        try (MemoryManager manager = audited().build()) {
            manager.space(BOB).context(ContextRequest.of("Does Bob like tea?", 200));
            manager.space(BOB).feedback(Set.of(tea.id()), Outcome.CITED);
        }
        List<Map<String, String>> lines = lines();
        assertEquals(
                List.of("recall", "recall", "context", "use"),
                lines.stream().map(line -> line.get("event")).toList());
        assertEquals(
                List.of("What does Bob drink: tea?", "Does Bob like tea?"),
                lines.stream()
                        .map(line -> line.get("query"))
                        .distinct()
                        .limit(2)
                        .toList());
        for (Map<String, String> line : lines) {
            assertEquals(tea.id().toString(), line.get("ids"));
            assertEquals("bob", line.get("user"));
        }
        assertEquals("CITED", lines.getLast().get("outcome"));
    }

    @Test
    void withoutTheSettingNothingIsWritten() throws IOException {
        try (MemoryManager manager = store().build()) {
            manager.space(BOB).remember("Bob prefers tea.");
            manager.space(BOB).recall("tea");
        }
        assertEquals(List.of(), files());
    }

    @Test
    void anErasedUserLeavesNoLine() throws IOException {
        try (MemoryManager manager = audited().build()) {
            for (Scope scope : List.of(BOB, EVE)) {
                manager.space(scope).remember("tea for " + scope.user());
                manager.space(scope).recall("tea");
                manager.space(scope).recall("nothing that " + scope.user() + " stored");
            }
            manager.space(BOB).erase(Erasure.wholeScope());
            assertEquals(
                    List.of("eve", "eve"),
                    lines().stream().map(line -> line.get("user")).toList());
            manager.space(Scope.of("acme")).erase(Erasure.wholeTenant());
            assertEquals(List.of(), files());
        }
    }

    @Test
    void anErasedMemoryLeavesNoLineOfAnyUser() throws IOException {
        try (MemoryManager manager = audited().build()) {
            Memory shared = manager.space(Scope.of("acme")).remember("the safe opens with xyzzy");
            Memory other = manager.space(BOB).remember("Bob prefers tea.");
            best(manager.space(BOB), "xyzzy");
            best(manager.space(EVE), "xyzzy");
            best(manager.space(BOB), "tea");
            manager.space(Scope.of("acme")).erase(Erasure.of(shared.id()));
            assertEquals(
                    List.of(other.id().toString()),
                    lines().stream().map(line -> line.get("ids")).toList());
        }
    }

    @Test
    void anErasureThatIsRefusedRemovesNoLine() throws IOException {
        try (MemoryManager manager = audited().build()) {
            Memory tea = manager.space(BOB).remember("Bob prefers tea.");
            manager.space(BOB).recall("tea");
            assertThrows(MemoryException.class, () -> manager.space(EVE).erase(Erasure.of(tea.id())));
            assertThrows(MemoryException.class, () -> manager.space(EVE).erase(Erasure.wholeTenant()));
            assertEquals(1, lines().size());
            assertEquals(1, files().size(), () -> "a mark was left");
        }
    }

    @Test
    void anInterruptedRemovalIsCompletedAtTheNextOpening() throws IOException {
        Memory tea;
        Memory kept;
        List<String> before;
        Path file;
        try (MemoryManager manager = audited().build()) {
            tea = manager.space(BOB).remember("Bob prefers tea.");
            kept = manager.space(BOB).remember("Bob has a dog.");
            best(manager.space(BOB), "tea");
            best(manager.space(BOB), "dog");
            file = files().getFirst();
            before = Files.readAllLines(file);
            manager.space(BOB).erase(Erasure.of(tea.id()));
        }
        // As if the process had ended after the commit of the erasure.
        Files.write(file, before);
        Files.writeString(file.resolveSibling("erasing-1"), "");
        Files.writeString(file.resolveSibling(file.getFileName() + ".tmp"), "half");
        try (MemoryManager manager = audited().build()) {
            assertEquals(2, manager.stats().memories());
            assertEquals(
                    List.of(kept.id().toString()),
                    lines().stream().map(line -> line.get("ids")).toList());
            assertEquals(List.of(file), files());
        }
    }

    @Test
    void filesAreRotatedAndBounded() throws IOException {
        try (MemoryManager manager = store().auditLog(new AuditSettings(audit(), Durability.SYNCED, 1_024, 3))
                .build()) {
            for (int i = 0; i < 100; i++) {
                manager.space(BOB).recall("question " + i);
            }
        }
        assertEquals(3, files().size());
        for (Path file : files()) {
            assertTrue(Files.size(file) < 1_024 + 200, () -> file + " is too large");
        }
        assertTrue(lines().stream().anyMatch(line -> "question 99".equals(line.get("query"))));
        assertFalse(lines().stream().anyMatch(line -> "question 0".equals(line.get("query"))));
    }

    @Test
    void hostileTextsAndNamesStayInTheirLine() throws IOException {
        String hostile = "\"},\n{\"event\":\"use\"}\r\u2028\u0007\\ \ud83c\udf75 /../../x";
        Scope scope = Scope.of("../acme", "../../bob/%2e");
        try (MemoryManager manager = audited().build()) {
            manager.space(Principal.of(scope)).recall(hostile);
        }
        assertEquals(1, lines().size());
        assertEquals(hostile, lines().getFirst().get("query"));
        assertTrue(files().getFirst().normalize().startsWith(audit()));
    }

    @Test
    void aLineThatACrashInterruptedIsEnded() throws IOException {
        try (MemoryManager manager = audited().build()) {
            manager.space(BOB).recall("first");
        }
        Path file = files().getFirst();
        Files.writeString(file, "{\"at\":\"20");
        try (MemoryManager manager = audited().build()) {
            manager.space(BOB).recall("second");
        }
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        assertEquals("second", parsed(lines.get(1)).get("query"));
    }

    @Test
    void aRecallSucceedsAndTheHealthReportsALineThatCannotBeWritten() throws IOException {
        try (MemoryManager manager = audited().build()) {
            MemorySpace bob = manager.space(BOB);
            bob.remember("Bob prefers tea.");
            Files.writeString(audit(), "a file in the place of the directory");
            assertEquals(1, bob.recall("tea").hits().size());
            assertTrue(manager.health().has(HealthCause.AUDIT_FAILING));
            Files.delete(audit());
            assertEquals(1, bob.recall("tea").hits().size());
            assertFalse(manager.health().has(HealthCause.AUDIT_FAILING));
        }
        assertEquals(1, lines().size());
    }

    @Test
    void settingsAreChecked() {
        MemoryException small =
                assertThrows(MemoryException.class, () -> new AuditSettings(audit(), Durability.BUFFERED, 1_023, 1));
        assertTrue(small.toString().contains("but is 1023"), small::toString);
        assertThrows(MemoryException.class, () -> new AuditSettings(audit(), Durability.BUFFERED, 1_024, 0));
    }
}
