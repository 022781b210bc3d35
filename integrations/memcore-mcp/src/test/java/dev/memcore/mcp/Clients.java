package dev.memcore.mcp;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** The official Java client. */
final class Clients {
    static final McpJsonMapper MAPPER =
            new JacksonMcpJsonMapper(com.fasterxml.jackson.databind.json.JsonMapper.builder()
                    .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build());

    static final JsonSchemaValidator ANY = (schema, content) -> JsonSchemaValidator.ValidationResponse.asValid("");

    private Clients() {}

    /** Starts a server, uses it, and waits for its end, so that its store can be opened again. */
    static void withServer(Path directory, String tools, Consumer<McpSyncClient> use) {
        StdioClientTransport transport = new StdioClientTransport(ServerProcess.parameters(directory, tools), MAPPER);
        McpSyncClient client = connected(transport);
        try {
            use.accept(client);
        } finally {
            client.closeGracefully();
            transport.awaitForExit();
        }
    }

    static McpSyncClient http(URI uri, String token) {
        return connected(
                HttpClientStreamableHttpTransport.builder(uri.resolve("/").toString())
                        .endpoint("/mcp")
                        .jsonMapper(MAPPER)
                        .addHttpRequestCustomizer((request, method, endpoint, body, context) ->
                                request.header("Authorization", "Bearer " + token))
                        .build());
    }

    private static McpSyncClient connected(McpClientTransport transport) {
        McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(60))
                .initializationTimeout(Duration.ofSeconds(60))
                .jsonSchemaValidator(ANY)
                .build();
        client.initialize();
        return client;
    }

    /** The client of the revision without a handshake. */
    static io.modelcontextprotocol.modern.client.McpSyncClient stateless(
            io.modelcontextprotocol.modern.client.transport.McpClientTransport transport) {
        return io.modelcontextprotocol.modern.client.McpClient.sync(transport)
                .jsonMapper(MAPPER)
                .clientInfo(io.modelcontextprotocol.modern.McpSchema.Implementation.builder("test", "1")
                        .build())
                .build();
    }

    static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    static String text(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return text(call(client, tool, arguments));
    }

    static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }
}
