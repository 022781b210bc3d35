package dev.memcore.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.modern.McpSchema;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import io.modelcontextprotocol.modern.client.transport.McpHttpRequestCustomizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server over HTTP: clients of both revisions, several at once, and requests that it refuses. */
final class HttpMcpServerTest {
    private static final String ALICE = "alice-0123456789abcdef";
    private static final String BOB = "bob-0123456789abcdef";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private final MemoryManager manager = Memcore.inMemory();
    private final HttpMcpServer server = HttpMcpServer.start(
            manager,
            McpServerConfig.builder()
                    .token(ALICE, Scope.of("acme", "alice"))
                    .token(BOB, Scope.of("acme", "bob"))
                    .messageBytes(50_000)
                    .build());

    @AfterEach
    void close() {
        server.close();
        manager.close();
    }

    @Test
    void aTokenIsAScope() {
        try (McpSyncClient alice = Clients.http(server.uri(), ALICE);
                McpSyncClient bob = Clients.http(server.uri(), BOB)) {
            assertEquals("2025-11-25", alice.getCurrentInitializationResult().protocolVersion());
            Clients.text(alice, "remember", Map.of("text", "Alice likes oolong tea"));
            String found = Clients.text(alice, "recall", Map.of("query", "Which tea does Alice like?"));
            assertTrue(found.contains("oolong"), found);
            String id = found.substring(1, found.indexOf(']'));
            assertEquals(
                    "No memory was found.", Clients.text(bob, "recall", Map.of("query", "Which tea does Alice like?")));
            assertTrue(Clients.call(bob, "history", Map.of("id", id)).isError());
            assertTrue(Clients.call(bob, "forget", Map.of("id", id)).isError());
            assertTrue(
                    Clients.text(alice, "recall", Map.of("query", "oolong tea")).contains("oolong"));
        }
    }

    @Test
    void theOfficialClientOfTheStatelessRevisionWorks() {
        HttpClientMcpTransport transport = HttpClientMcpTransport.builder(server.uri())
                .jsonMapper(Clients.MAPPER)
                .requestCustomizer(McpHttpRequestCustomizer.fromSync(
                        (request, headers, context) -> headers.set("Authorization", "Bearer " + ALICE)))
                .build();
        var client = Clients.stateless(transport);
        assertEquals(List.of("2026-07-28"), client.discover().supportedVersions());
        assertEquals(8, client.listTools().list().tools().size());
        McpSchema.CallToolResult stored = client.tool("remember")
                .arguments(Map.of("text", "Alice sails on Sundays"))
                .call();
        assertFalse(stored.isError());
        McpSchema.CallToolResult found = client.tool("recall")
                .arguments(Map.of("query", "When does Alice sail?"))
                .call();
        assertTrue(((McpSchema.TextContent) found.content().getFirst()).text().contains("Sundays"));
        McpSchema.CallToolResult refused = client.tool("recall")
                .arguments(Map.of("query", "", "user", "bob"))
                .call();
        assertTrue(refused.isError());
        assertTrue(
                client.resource("memcore://facts").read().contents().toString().contains("facts"));
    }

    @Test
    void twoClientsAtOnceLoseNothing() throws ExecutionException, InterruptedException {
        int messages = 60;
        try (ExecutorService threads = Executors.newFixedThreadPool(4);
                McpSyncClient one = Clients.http(server.uri(), ALICE);
                McpSyncClient two = Clients.http(server.uri(), ALICE)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                McpSyncClient client = thread % 2 == 0 ? one : two;
                String name = "writer " + thread + " message ";
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < messages; i++) {
                        Clients.text(client, "remember", Map.of("text", name + i, "session", "shared"));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        var transcript =
                manager.space(Scope.of("acme", "alice")).session("shared").transcript();
        assertEquals(4 * messages, transcript.size());
        for (int thread = 0; thread < 4; thread++) {
            String name = "writer " + thread + " ";
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < transcript.size(); i++) {
                texts.add(transcript.get(i).text());
            }
            List<String> own =
                    texts.stream().filter(text -> text.startsWith(name)).toList();
            for (int i = 0; i < messages; i++) {
                assertEquals(name + "message " + i, own.get(i));
            }
        }
    }

    @Test
    void aForeignHostOrOriginIsRefused() throws IOException {
        int port = server.uri().getPort();
        assertEquals(200, alice().send(PING).status());
        assertEquals(200, alice().with("Host", "localhost:" + port).send(PING).status());
        assertEquals(200, alice().with("Host", "[::1]:" + port).send(PING).status());
        assertEquals(
                200,
                alice().with("Origin", "http://localhost:" + port).send(PING).status());
        for (String host : List.of(
                "evil.example:" + port,
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost.evil.example:" + port,
                "127.0.0.1:" + port + ".evil.example",
                "192.168.0.1:" + port,
                "0.0.0.0:" + port,
                "")) {
            assertEquals(403, alice().with("Host", host).send(PING).status(), host);
        }
        for (String origin : List.of(
                "http://evil.example",
                "https://localhost:" + port,
                "http://localhost",
                "http://127.0.0.1:1",
                "null",
                "http://localhost:" + port + ".evil.example")) {
            assertEquals(403, alice().with("Origin", origin).send(PING).status(), origin);
        }
    }

    @Test
    void aRequestWithoutAKnownTokenIsRefused() throws IOException {
        assertEquals(401, alice().without("Authorization").send(PING).status());
        for (String header : List.of(
                "Bearer",
                "Bearer ",
                "Bearer wrong-0123456789abcdef",
                "Bearer " + ALICE + "x",
                "Bearer " + ALICE.substring(1),
                "Basic " + ALICE,
                ALICE)) {
            assertEquals(401, alice().with("Authorization", header).send(PING).status(), header);
        }
        assertEquals(
                200, alice().with("Authorization", "bearer " + ALICE).send(PING).status());
    }

    @Test
    void otherMethodsTypesPathsAndSizesAreRefused() throws IOException {
        assertEquals(405, alice().method("GET").send("").status());
        assertEquals(405, alice().method("DELETE").send("").status());
        assertEquals(405, alice().method("OPTIONS").send("").status());
        assertEquals(404, alice().path("/").send(PING).status());
        assertEquals(404, alice().path("/mcp/../etc").send(PING).status());
        assertEquals(415, alice().with("Content-Type", "text/plain").send(PING).status());
        assertEquals(415, alice().without("Content-Type").send(PING).status());
        assertEquals(406, alice().with("Accept", "text/html").send(PING).status());
        assertEquals(413, alice().send("x".repeat(50_001)).status());
        assertEquals(400, alice().send("x".repeat(50_000)).status());
        assertEquals(
                400,
                alice().with("MCP-Protocol-Version", "1999-01-01").send(PING).status());
        assertEquals(
                202,
                alice().send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                        .status());
    }

    @Test
    void headersOfTheStatelessRevisionMustMatchTheMessage() throws IOException {
        String call =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"stats\",\"arguments\":{},"
                    + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                    + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
        assertEquals(400, alice().send(call).status());
        assertEquals(
                400,
                alice().with("MCP-Protocol-Version", "2026-07-28")
                        .with("Mcp-Method", "tools/call")
                        .with("Mcp-Name", "recall")
                        .send(call)
                        .status());
        RawHttp.Response right = alice().with("MCP-Protocol-Version", "2026-07-28")
                .with("Mcp-Method", "tools/call")
                .with("Mcp-Name", "stats")
                .send(call);
        assertEquals(200, right.status());
        assertTrue(right.body().contains("memories: 0"), right.body());
        RawHttp.Response unsupported = alice().with("MCP-Protocol-Version", "2099-01-01")
                .with("Mcp-Method", "tools/call")
                .with("Mcp-Name", "stats")
                .send(call.replace("2026-07-28", "2099-01-01"));
        assertEquals(400, unsupported.status());
        assertTrue(unsupported.body().contains("-32022") && unsupported.body().contains("2026-07-28"));
    }

    @Test
    void afterItsEndTheServerAnswersNothingAndTheStoreIsOpen() {
        server.close();
        assertEquals(0, manager.stats().memories());
        assertThrows(IOException.class, () -> alice().send(PING));
    }

    @Test
    void aBodyThatIsNotUtf8IsAnError() throws IOException {
        byte[] bytes = PING.replace("ping", "p\u00efng").getBytes(StandardCharsets.ISO_8859_1);
        RawHttp.Response response = alice().send(bytes);
        assertEquals(400, response.status());
        assertTrue(response.body().contains("-32700"), response.body());
    }

    private RawHttp alice() {
        return new RawHttp(server.uri(), ALICE);
    }
}
