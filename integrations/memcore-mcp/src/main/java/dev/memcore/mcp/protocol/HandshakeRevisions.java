package dev.memcore.mcp.protocol;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The revisions 2024-11-05 to 2025-11-25, which begin with {@code initialize}. The SDK's stateless server answers, so a client goes
 * on after a restart of the server.
 */
final class HandshakeRevisions implements McpStatelessServerTransport {
    /** The key of the caller's catalog in the SDK's context of a request. */
    static final String CATALOG = "memcore.catalog";

    /** Results conform by construction, and {@link Catalog#call} checks arguments. */
    static final JsonSchemaValidator NO_VALIDATION =
            (schema, content) -> JsonSchemaValidator.ValidationResponse.asValid("");

    static final List<String> VERSIONS = List.of(
            ProtocolVersions.MCP_2024_11_05,
            ProtocolVersions.MCP_2025_03_26,
            ProtocolVersions.MCP_2025_06_18,
            ProtocolVersions.MCP_2025_11_25);

    private @Nullable McpStatelessServerHandler handler;

    HandshakeRevisions(Catalog offer, String version) {
        McpServer.sync(this)
                .serverInfo(offer.serverName(), version)
                .instructions(offer.instructions())
                .jsonMapper(new JacksonMcpJsonMapper(JsonText.TOLERANT))
                .jsonSchemaValidator(NO_VALIDATION)
                .validateToolInputs(false)
                .immediateExecution(true)
                .capabilities(ServerCapabilities.builder()
                        .tools(false)
                        .resources(false, false)
                        .build())
                .tools(offer.tools().stream().map(HandshakeRevisions::tool).toList())
                .resources(offer.resources().stream()
                        .map(HandshakeRevisions::resource)
                        .toList())
                .build();
    }

    @Override
    public void setMcpHandler(McpStatelessServerHandler handler) {
        this.handler = handler;
    }

    @Override
    public List<String> protocolVersions() {
        return VERSIONS;
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    /** Answers a request on the calling thread. */
    Reply answer(Catalog catalog, Request request) {
        JSONRPCRequest asked = new JSONRPCRequest("2.0", request.method(), request.id(), request.params());
        JSONRPCResponse response = Objects.requireNonNull(handler)
                .handleRequest(McpTransportContext.create(Map.of(CATALOG, catalog)), asked)
                .block();
        JSONRPCResponse.JSONRPCError error = Objects.requireNonNull(response).error();
        if (error == null) {
            return Reply.result(request.id(), response.result());
        }
        // The message of an internal error may name classes of the server.
        return error.code() == Reply.INTERNAL_ERROR
                ? Reply.error(request.id(), Reply.INTERNAL_ERROR, "Internal error")
                : Reply.error(request.id(), error.code(), error.message(), error.data());
    }

    private static SyncToolSpecification tool(OfferedTool tool) {
        Tool described = Tool.builder(tool.name(), tool.input())
                .title(tool.title())
                .description(tool.description())
                .outputSchema(tool.output())
                .annotations(ToolAnnotations.builder()
                        .readOnlyHint(tool.readOnly())
                        .destructiveHint(tool.destructive())
                        .idempotentHint(tool.idempotent())
                        .openWorldHint(false)
                        .build())
                .build();
        return new SyncToolSpecification(described, (context, call) -> {
            Map<String, Object> arguments = call.arguments() == null ? Map.of() : call.arguments();
            ToolOutcome outcome = catalog(context).call(tool.name(), arguments);
            CallToolResult.Builder result = CallToolResult.builder(
                            List.of(TextContent.builder(outcome.text()).build()))
                    .isError(outcome.error());
            return (outcome.structured() == null ? result : result.structuredContent(outcome.structured())).build();
        });
    }

    private static SyncResourceSpecification resource(OfferedResource resource) {
        McpSchema.Resource described = McpSchema.Resource.builder(resource.uri(), resource.name())
                .title(resource.title())
                .description(resource.description())
                .mimeType("application/json")
                .build();
        return new SyncResourceSpecification(described, (context, request) -> {
            String text = catalog(context)
                    .read(request.uri())
                    .orElseThrow(() -> McpError.RESOURCE_NOT_FOUND.apply(request.uri()));
            return ReadResourceResult.builder(
                            List.of(new TextResourceContents(resource.uri(), "application/json", text, null)))
                    .build();
        });
    }

    static Catalog catalog(McpTransportContext context) {
        return (Catalog) context.get(CATALOG);
    }
}
