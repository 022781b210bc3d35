package dev.memcore.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import io.modelcontextprotocol.modern.client.transport.StdioMcpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Java client drives a server that is a process of its own. */
final class StdioClientTest {
    @TempDir
    Path directory;

    @Test
    void theEightToolsWorkAndARestartKeepsEverything() {
        Clients.withServer(directory, "standard", client -> {
            assertEquals(
                    List.of("remember", "recall", "context", "facts", "forget", "history", "sessions", "stats"),
                    client.listTools().tools().stream().map(Tool::name).toList());
            String stored = Clients.text(client, "remember", Map.of("text", "Alice is allergic to peanuts"));
            assertTrue(stored.startsWith("Stored memory "), stored);
            Clients.text(client, "remember", Map.of("text", "Lisbon", "key", "home town"));
            Clients.text(client, "remember", Map.of("text", "I leave on Friday.", "session", "monday"));
            Clients.text(
                    client, "remember", Map.of("text", "Have a good trip!", "session", "monday", "role", "assistant"));
        });
        Clients.withServer(directory, "standard", client -> {
            String found = Clients.text(client, "recall", Map.of("query", "What must Alice not eat?"));
            assertTrue(found.contains("Alice is allergic to peanuts"), found);
            String id = found.substring(1, found.indexOf(']'));
            String context = Clients.text(client, "context", Map.of("question", "Where does Alice live?"));
            assertTrue(context.contains("Lisbon"), context);
            assertTrue(Clients.text(client, "facts", Map.of()).startsWith("home town: Lisbon ["));
            assertTrue(Clients.text(client, "facts", Map.of("key", "Home Town")).contains("active"));
            assertTrue(Clients.text(client, "sessions", Map.of()).startsWith("monday: 2 messages"));
            String messages = Clients.text(client, "sessions", Map.of("session", "monday"));
            assertTrue(messages.contains("user: I leave on Friday."), messages);
            assertTrue(messages.contains("assistant: Have a good trip!"), messages);
            assertTrue(Clients.text(client, "stats", Map.of()).contains("facts with a key: 1"));
            assertEquals("Forgot memory " + id + ".", Clients.text(client, "forget", Map.of("id", id)));
            String history = Clients.text(client, "history", Map.of("id", id));
            assertTrue(history.contains("version 1") && history.contains("forgotten"), history);
            assertFalse(Clients.text(client, "recall", Map.of("query", "What must Alice not eat?"))
                    .contains("peanuts"));
        });
    }

    @Test
    void resourcesAreJsonAndWrongCallsAreErrors() {
        Clients.withServer(directory, "standard", client -> {
            Clients.text(client, "remember", Map.of("text", "Lisbon", "key", "home town"));
            assertEquals(
                    List.of("memcore://facts", "memcore://sessions"),
                    client.listResources().resources().stream()
                            .map(resource -> resource.uri())
                            .sorted()
                            .toList());
            TextResourceContents facts = (TextResourceContents) client.readResource(
                            ReadResourceRequest.builder("memcore://facts").build())
                    .contents()
                    .getFirst();
            assertTrue(facts.text().contains("\"Lisbon\""), facts.text());
            McpError unknown = assertThrows(
                    McpError.class,
                    () -> client.readResource(
                            ReadResourceRequest.builder("memcore://secrets").build()));
            assertEquals(-32002, unknown.getJsonRpcError().code());
            CallToolResult refused = Clients.call(client, "recall", Map.of("query", "tea", "tenant", "globex"));
            assertTrue(refused.isError());
            assertTrue(Clients.text(refused).startsWith("Unknown argument 'tenant'."), Clients.text(refused));
            McpError noTool = assertThrows(McpError.class, () -> Clients.call(client, "erase_all", Map.of()));
            assertEquals(-32602, noTool.getJsonRpcError().code());
        });
    }

    @Test
    void theOfficialClientOfTheStatelessRevisionWorks() {
        try (StdioMcpClientTransport transport = StdioMcpClientTransport.builder(
                        ServerProcess.parameters(directory, "standard"))
                .jsonMapper(Clients.MAPPER)
                .start()) {
            var client = Clients.stateless(transport);
            assertEquals(List.of("2026-07-28"), client.discover().supportedVersions());
            assertFalse(client.tool("remember")
                    .arguments(Map.of("text", "Alice sails on Sundays"))
                    .call()
                    .isError());
        }
    }

    @Test
    void theToolsOfTheReferenceServerWork() {
        Map<String, Object> ann =
                Map.of("name", "Ann", "entityType", "person", "observations", List.of("Prefers tea", "Lives in Porto"));
        Clients.withServer(directory, "graph", client -> {
            Clients.text(client, "create_entities", Map.of("entities", List.of(ann)));
            Clients.text(
                    client,
                    "create_relations",
                    Map.of("relations", List.of(Map.of("from", "Ann", "to", "Acme", "relationType", "works at"))));
        });
        Clients.withServer(directory, "graph", client -> {
            CallToolResult graph = Clients.call(client, "read_graph", Map.of());
            assertEquals(
                    Map.of(
                            "entities",
                            List.of(ann),
                            "relations",
                            List.of(Map.of("from", "Ann", "to", "Acme", "relationType", "works at"))),
                    graph.structuredContent());
            TextResourceContents resource =
                    (TextResourceContents) client.readResource(ReadResourceRequest.builder("memory://knowledge-graph")
                                    .build())
                            .contents()
                            .getFirst();
            assertEquals(Clients.text(graph), resource.text());
        });
        try (MemoryManager manager = Memcore.open(directory)) {
            assertTrue(
                    manager.space(ServerProcess.ALICE).recall("What does Ann like to drink, tea?").memories().stream()
                            .anyMatch(memory -> memory.text().equals("Ann: Prefers tea")));
        }
    }
}
