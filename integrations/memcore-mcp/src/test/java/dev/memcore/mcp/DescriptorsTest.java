package dev.memcore.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.mcp.protocol.Catalog;
import dev.memcore.mcp.protocol.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client reads about the tools: names, hints, size. */
final class DescriptorsTest {
    private static final int MOST_TOKENS = 3_000;

    private final MemoryManager manager = Memcore.inMemory();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theStandardToolsAreEightAndSmall() {
        List<Map<String, Object>> tools = listed(config());
        assertEquals(8, tools.size());
        int tokens = Encodings.newDefaultEncodingRegistry()
                .getEncoding(EncodingType.O200K_BASE)
                .countTokens(JsonText.write(tools));
        assertTrue(tokens < MOST_TOKENS / 2, "the descriptors have " + tokens + " tokens");
    }

    @Test
    void hintsSayWhatACallMayChange() {
        for (Map<String, Object> tool : listed(config())) {
            Map<?, ?> hints = part(tool, "annotations");
            String name = name(tool);
            assertEquals(!List.of("remember", "forget").contains(name), hints.get("readOnlyHint"), name);
            assertEquals(name.equals("forget"), hints.get("destructiveHint"), name);
            assertEquals(!name.equals("remember"), hints.get("idempotentHint"), name);
            assertEquals(false, hints.get("openWorldHint"), name);
        }
        for (Map<String, Object> tool : listed(config().knowledgeGraph(true))) {
            Map<?, ?> hints = part(tool, "annotations");
            String name = name(tool);
            assertEquals(name.contains("_graph") || name.contains("_nodes"), hints.get("readOnlyHint"), name);
            assertEquals(name.startsWith("delete_"), hints.get("destructiveHint"), name);
        }
    }

    @Test
    void noToolHasAnArgumentForAScope() {
        for (McpServerConfig.Builder config : List.of(config(), config().knowledgeGraph(true))) {
            for (Map<String, Object> tool : listed(config)) {
                Map<?, ?> arguments = part(part(tool, "inputSchema"), "properties");
                for (String name : List.of("tenant", "user", "agent", "scope", "token", "labels", "clearances")) {
                    assertTrue(!arguments.containsKey(name), name(tool) + " has " + name);
                }
            }
        }
    }

    @Test
    void aReadOnlyServerOffersOnlyToolsThatChangeNothing() {
        McpServerConfig.Builder config = config().readOnly(true);
        assertEquals(6, listed(config).size());
        assertEquals(3, listed(config.knowledgeGraph(true)).size());
        Catalog catalog = catalog(config().readOnly(true));
        assertTrue(catalog.call("remember", Map.of("text", "tea")).error());
        assertTrue(catalog.call("forget", Map.of("id", "x")).error());
        assertEquals(0, manager.stats().memories());
    }

    private static McpServerConfig.Builder config() {
        return McpServerConfig.builder().scope(Scope.of("acme", "alice"));
    }

    private Catalog catalog(McpServerConfig.Builder config) {
        return new Catalogs(manager, config.build()).of(Principal.of(Scope.of("acme", "alice")));
    }

    /** The answer to tools/list. */
    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> listed(McpServerConfig.Builder config) {
        Catalog catalog = catalog(config);
        String answer = Objects.requireNonNull(Catalogs.handler(catalog)
                .handle(
                        catalog,
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}".getBytes(StandardCharsets.UTF_8),
                        null)
                .json());
        return (List<Map<String, Object>>)
                Objects.requireNonNull(part(JsonText.object(answer), "result").get("tools"));
    }

    private static Map<?, ?> part(Map<?, ?> whole, String name) {
        return (Map<?, ?>) Objects.requireNonNull(whole.get(name), name);
    }

    private static String name(Map<String, Object> tool) {
        return (String) Objects.requireNonNull(tool.get("name"));
    }
}
