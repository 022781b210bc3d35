package dev.memcore.mcp.protocol;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCRequest;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCResponse;
import io.modelcontextprotocol.modern.McpSchema;
import io.modelcontextprotocol.modern.McpSchema.CacheScope;
import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.McpSchema.TextResourceContents;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.McpSchema.ToolAnnotations;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.McpTransportResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncResource;
import io.modelcontextprotocol.modern.server.feature.McpSyncResourceRepository;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.ResourcesFeature;
import io.modelcontextprotocol.modern.server.feature.ResourcesPage;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The revision 2026-07-28: each request names its version, and there is no handshake. */
final class StatelessRevision {
    private final McpServer server;

    StatelessRevision(Catalog offer, String version) {
        JacksonMcpJsonMapper mapper = new JacksonMcpJsonMapper(JsonText.TOLERANT);
        server = McpServer.builder()
                .serverInfo(Implementation.builder(offer.serverName(), version).build())
                .instructions(offer.instructions())
                .jsonMapper(mapper)
                .feature(ToolsFeature.ofSync(
                        new Tools(offer), mapper, HandshakeRevisions.NO_VALIDATION, 0, CacheScope.PRIVATE))
                .feature(ResourcesFeature.ofSync(new Resources(offer), mapper, 0, CacheScope.PRIVATE))
                .build();
    }

    /** Answers a request on the calling thread. */
    Reply answer(Catalog catalog, Request request) {
        McpTransportResponse response = server.handleBlocking(
                        McpTransportContext.create(Map.of(HandshakeRevisions.CATALOG, catalog)),
                        new JSONRPCRequest("2.0", request.method(), request.id(), request.params()))
                .block();
        JSONRPCResponse answer = switch (Objects.requireNonNull(response)) {
            case McpTransportResponse.Result result -> result.response();
            case McpTransportResponse.Error error -> error.response();
            default -> throw new IllegalStateException("The server has no streams");
        };
        return answer.error() == null
                ? Reply.result(request.id(), answer.result())
                : Reply.error(
                        request.id(),
                        answer.error().code(),
                        answer.error().message(),
                        answer.error().data());
    }

    private static Catalog catalog(McpRequestContext context) {
        return HandshakeRevisions.catalog(context.transportContext());
    }

    private static final class Tools implements McpSyncToolRepository {
        private final Map<String, McpSyncTool> tools = new LinkedHashMap<>();

        Tools(Catalog offer) {
            offer.tools().forEach(tool -> tools.put(tool.name(), tool(tool)));
        }

        @Override
        public ToolsPage list(McpRequestContext context, @Nullable String cursor) {
            return ToolsPage.of(
                    tools.values().stream().map(McpSyncTool::definition).toList());
        }

        @Override
        public @Nullable McpSyncTool find(McpRequestContext context, String name) {
            return tools.get(name);
        }

        private static McpSyncTool tool(OfferedTool tool) {
            Tool described = Tool.builder(tool.name(), tool.input())
                    .title(tool.title())
                    .description(tool.description())
                    .outputSchema(tool.output())
                    .annotations(
                            new ToolAnnotations(null, tool.readOnly(), tool.destructive(), tool.idempotent(), false))
                    .build();
            return McpSyncTool.of(described, (context, call) -> {
                Map<String, Object> arguments = call.arguments() == null ? Map.of() : call.arguments();
                ToolOutcome outcome = catalog(context).call(tool.name(), arguments);
                CallToolResult.Builder result = CallToolResult.builder()
                        .content(List.of(TextContent.builder(outcome.text()).build()))
                        .isError(outcome.error());
                return McpSyncResponse.result(
                        (outcome.structured() == null ? result : result.structuredContent(outcome.structured()))
                                .build());
            });
        }
    }

    private static final class Resources implements McpSyncResourceRepository {
        private final Map<String, McpSchema.Resource> resources = new LinkedHashMap<>();

        Resources(Catalog offer) {
            offer.resources()
                    .forEach(resource -> resources.put(
                            resource.uri(),
                            McpSchema.Resource.builder(resource.uri(), resource.name())
                                    .title(resource.title())
                                    .description(resource.description())
                                    .mimeType("application/json")
                                    .build()));
        }

        @Override
        public ResourcesPage list(McpRequestContext context, @Nullable String cursor) {
            return ResourcesPage.of(List.copyOf(resources.values()));
        }

        @Override
        public @Nullable McpSyncResource find(McpRequestContext context, String uri) {
            return resources.containsKey(uri) ? McpSyncResource.of((asked, request) -> read(asked, uri)) : null;
        }

        private static McpSyncResponse<McpSchema.ReadResourceOutcome> read(McpRequestContext context, String uri) {
            String text = catalog(context).read(uri).orElse("null");
            return McpSyncResponse.result(
                    ReadResourceResult.builder(List.of(new TextResourceContents(uri, "application/json", text, null)))
                            .ttlMs(0L)
                            .cacheScope(CacheScope.PRIVATE)
                            .build());
        }
    }
}
