package dev.memcore.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.mcp.protocol.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The import of the reference server's file. */
final class KnowledgeGraphImportTest {
    private static final Scope SCOPE = Scope.of("acme", "alice");
    private static final String FILE = """
        {"type":"entity","name":"Ann","entityType":"person","observations":["Prefers tea","Lives in Porto"]}
        {"type":"entity","name":"Acme","entityType":"company","observations":[]}
        {"type":"relation","from":"Ann","to":"Acme","relationType":"works at"}
        """;

    private final MemoryManager manager = Memcore.inMemory();
    private final MemorySpace space = manager.space(SCOPE);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theGraphIsThatOfTheFileAndASecondImportAddsNothing() throws IOException {
        assertEquals(new KnowledgeGraphImport(2, 2, 1, List.of()), imported(FILE));
        Map<String, Object> graph = graph();
        assertEquals(JsonText.object("""
            {"entities":[
              {"name":"Ann","entityType":"person","observations":["Prefers tea","Lives in Porto"]},
              {"name":"Acme","entityType":"company","observations":[]}],
            "relations":[{"from":"Ann","to":"Acme","relationType":"works at"}]}
            """), graph);
        assertEquals(new KnowledgeGraphImport(0, 0, 0, List.of()), imported(FILE));
        assertEquals(graph, graph());
        assertTrue(space.recall("Where does Ann live?").memories().stream()
                .anyMatch(memory -> memory.text().equals("Ann: Lives in Porto")));
    }

    @Test
    void aSecondFileAddsWhatIsNew() throws IOException {
        imported(FILE);
        KnowledgeGraphImport second =
                imported("{\"type\":\"entity\",\"name\":\"Ann\",\"entityType\":\"x\",\"observations\":[\"Prefers"
                        + " tea\",\"Sails\"]}");
        assertEquals(new KnowledgeGraphImport(0, 1, 0, List.of()), second);
    }

    @Test
    void linesThatAreNotValidAreSkippedAndNamed() throws IOException {
        KnowledgeGraphImport result = imported("""
            not JSON

            [1]
            {"type":"entity","name":"Ann","entityType":"person"}
            {"type":"entity","name":7,"entityType":"person","observations":[]}
            {"type":"relation","from":"Ann","to":"Acme"}
            {"type":"other"}
            {"type":"entity","name":"Bob","entityType":"person","observations":["ok"]}\
            """);
        assertEquals(1, result.entities());
        assertEquals(
                List.of(
                        "line 1: it is not JSON",
                        "line 3: it is not a JSON object",
                        "line 4: observations is missing.",
                        "line 5: name must be a string.",
                        "line 6: relationType is missing.",
                        "line 7: its type is neither entity nor relation"),
                result.skipped());
    }

    @Test
    void aLargeFileIsImportedInParts() throws IOException {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            file.append("{\"type\":\"entity\",\"name\":\"n")
                    .append(i % 900)
                    .append("\",\"entityType\":\"t\",\"observations\":[\"o")
                    .append(i)
                    .append("\"]}\n");
        }
        assertEquals(new KnowledgeGraphImport(900, 1_000, 0, List.of()), imported(file.toString()));
    }

    private KnowledgeGraphImport imported(String file) throws IOException {
        return KnowledgeGraphImport.from(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), space);
    }

    private Map<String, Object> graph() {
        McpServerConfig config =
                McpServerConfig.builder().scope(SCOPE).knowledgeGraph(true).build();
        return Objects.requireNonNull(new Catalogs(manager, config)
                .of(Principal.of(SCOPE))
                .call("read_graph", Map.of())
                .structured());
    }
}
