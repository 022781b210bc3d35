package dev.memcore.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.tools.ToolGroup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Configurations, and the streams of stdio. */
final class McpServerConfigTest {
    private static final Scope ALICE = Scope.of("acme", "alice");

    private final MemoryManager manager = Memcore.inMemory();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void allFaultsAreReportedTogetherAndNoTokenIsShown() {
        MemoryException e = assertThrows(
                MemoryException.class,
                () -> McpServerConfig.builder()
                        .token("short-secret", ALICE)
                        .token("a secret with spaces in it", ALICE)
                        .port(70_000)
                        .messageBytes(10)
                        .groups(ToolGroup.CONTEXT)
                        .build());
        assertEquals(ErrorCode.INVALID_ARGUMENT, e.code());
        for (String fault : List.of("16 to 1,000", "ASCII", "70000", "messageBytes", "CONTEXT")) {
            assertTrue(String.valueOf(e.getMessage()).contains(fault), e.getMessage());
        }
        assertFalse(String.valueOf(e.getMessage()).contains("secret"), e.getMessage());
    }

    @Test
    void eachTransportNeedsItsClients() {
        assertThrows(MemoryException.class, () -> McpServerConfig.builder().build());
        McpServerConfig stdio = McpServerConfig.builder().scope(ALICE).build();
        assertThrows(MemoryException.class, () -> HttpMcpServer.start(manager, stdio));
        McpServerConfig http =
                McpServerConfig.builder().token("0123456789abcdef", ALICE).build();
        assertThrows(
                MemoryException.class,
                () -> new StdioMcpServer(
                        manager, http, new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream()));
    }

    @Test
    void aPortThatIsInUseIsAClearError() {
        McpServerConfig.Builder config = McpServerConfig.builder().token("0123456789abcdef", ALICE);
        try (HttpMcpServer server = HttpMcpServer.start(manager, config.build())) {
            int port = server.uri().getPort();
            MemoryException e = assertThrows(
                    MemoryException.class,
                    () -> HttpMcpServer.start(manager, config.port(port).build()));
            assertEquals(ErrorCode.IO_FAILED, e.code());
            assertTrue(String.valueOf(e.getMessage()).contains("port " + port), e.getMessage());
        }
    }

    @Test
    void stdioSkipsLongAndBlankLinesAndEndsWithItsInput() throws IOException {
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"ping\"}";
        String input = ping.formatted(1) + "\r\n\n   \n" + "x".repeat(3_000) + "\n" + ping.formatted(2) + "\n"
                + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}\n"
                + ping.formatted(3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        McpServerConfig config =
                McpServerConfig.builder().scope(ALICE).messageBytes(1_000).build();
        new StdioMcpServer(manager, config, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out)
                .run();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(4, lines.size());
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", lines.get(0));
        assertTrue(lines.get(1).contains("the limit is 1000 bytes"), lines.get(1));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}", lines.get(2));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{}}", lines.get(3));
    }

    @Test
    void aClosedStoreIsAnErrorOfTheTool() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"recall\","
                + "\"arguments\":{\"query\":\"tea\"}}}\n";
        StdioMcpServer server = new StdioMcpServer(
                manager,
                McpServerConfig.builder().scope(ALICE).build(),
                new ByteArrayInputStream(call.getBytes(StandardCharsets.UTF_8)),
                out);
        manager.close();
        server.run();
        String answer = out.toString(StandardCharsets.UTF_8);
        assertTrue(answer.contains("The memory store failed") && answer.contains("\"isError\":true"), answer);
    }
}
