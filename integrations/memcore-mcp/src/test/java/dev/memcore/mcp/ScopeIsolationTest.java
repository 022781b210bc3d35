package dev.memcore.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Kind;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.mcp.protocol.Catalog;
import dev.memcore.mcp.protocol.JsonText;
import dev.memcore.mcp.protocol.MessageHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Each memory of each scope holds a secret. Calls aim at memories of other scopes, by their ids, words, keys and sessions; no answer
 * may hold a secret that the caller's scope does not see. The property {@code memcore.mcp.checks} sets the number of calls, 1,500 by
 * default.
 */
final class ScopeIsolationTest {
    private static final int CHECKS = Integer.getInteger("memcore.mcp.checks", 1_500);
    private static final Pattern SECRET = Pattern.compile("secret(\\d+)x\\d+");

    private static final List<Scope> SCOPES = List.of(
            Scope.of("acme"),
            Scope.of("acme", "alice"),
            Scope.of("acme", "bob"),
            Scope.of("acme", "alice").withAgent("planner"),
            Scope.of("acme", "bob").withAgent("planner"),
            Scope.of("acme").withAgent("planner"),
            Scope.of("globex"),
            Scope.of("globex", "alice"),
            Scope.of("globex", "bob"));

    private final MemoryManager manager = Memcore.inMemory();
    private final Random random = new Random(7);
    private final List<String> ids = new ArrayList<>();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void noCallOfTheStandardToolsShowsASecretOfAnotherScope() {
        fill();
        run(McpServerConfig.builder().scope(SCOPES.getFirst()).build(), this::standard, CHECKS * 2 / 3);
    }

    @Test
    void noCallOfTheGraphToolsShowsASecretOfAnotherScope() {
        fill();
        McpServerConfig config = McpServerConfig.builder()
                .scope(SCOPES.getFirst())
                .knowledgeGraph(true)
                .build();
        Catalogs catalogs = new Catalogs(manager, config);
        for (int owner = 0; owner < SCOPES.size(); owner++) {
            Map<String, Object> entity = Map.of(
                    "name", "person", "entityType", "kind", "observations", List.of("likes tea " + secret(owner, 90)));
            catalogs.of(Principal.of(SCOPES.get(owner))).call("create_entities", Map.of("entities", List.of(entity)));
        }
        run(config, this::graph, CHECKS / 3);
    }

    @Test
    void aTokenOverHttpIsAScope() throws IOException {
        fill();
        McpServerConfig.Builder config = McpServerConfig.builder();
        for (int i = 0; i < SCOPES.size(); i++) {
            config.token("token-of-scope-" + i + "-0123456789", SCOPES.get(i));
        }
        try (HttpMcpServer server = HttpMcpServer.start(manager, config.build())) {
            for (int i = 0; i < Math.max(100, CHECKS / 100); i++) {
                int caller = random.nextInt(SCOPES.size());
                RawHttp.Response response =
                        new RawHttp(server.uri(), "token-of-scope-" + caller + "-0123456789").send(request(standard()));
                assertEquals(200, response.status());
                check(caller, response.body());
            }
        }
    }

    private static String secret(int owner, int number) {
        return "secret" + owner + "x" + number;
    }

    private void fill() {
        for (int owner = 0; owner < SCOPES.size(); owner++) {
            MemorySpace space = manager.space(SCOPES.get(owner));
            for (int i = 0; i < 5; i++) {
                String text = "word" + owner + " likes tea in the harbour " + secret(owner, i);
                ids.add(space.remember(text).id().toString());
            }
            ids.add(space.remember(Observation.fact("favourite drink", "tea " + secret(owner, 10))
                            .build())
                    .id()
                    .toString());
            ids.add(space.remember(Observation.fact("key" + owner, "coffee " + secret(owner, 11))
                            .build())
                    .id()
                    .toString());
            space.session("monday").add(Role.USER, "We talk about tea " + secret(owner, 20));
            ids.add(space.session("session" + owner)
                    .add(Role.ASSISTANT, "The answer is tea " + secret(owner, 21))
                    .id()
                    .toString());
            space.blocks().set("human", "drinks tea " + secret(owner, 30), 2_000);
            space.remember(Observation.builder("hidden " + secret(owner, 31))
                    .kind(Kind.of("diary"))
                    .build());
        }
    }

    /** Makes calls and checks their answers; nobody may see or change what belongs to another scope. */
    private void run(McpServerConfig config, Supplier<Map<String, Object>> calls, int count) {
        Catalogs catalogs = new Catalogs(manager, config);
        List<Catalog> callers =
                SCOPES.stream().map(scope -> catalogs.of(Principal.of(scope))).toList();
        MessageHandler handler = Catalogs.handler(callers.getFirst());
        int seen = 0;
        for (int i = 0; i < count; i++) {
            int caller = random.nextInt(SCOPES.size());
            byte[] call = request(calls.get()).getBytes(StandardCharsets.UTF_8);
            String answer = Objects.requireNonNull(
                    handler.handle(callers.get(caller), call, null).json());
            seen += check(caller, answer);
        }
        assertTrue(seen > count / 4, "only " + seen + " secrets were shown to their owners");
    }

    /** Checks one answer, and returns how many secrets of the caller it shows. */
    private static int check(int caller, String answer) {
        Matcher secret = SECRET.matcher(answer);
        int seen = 0;
        while (secret.find()) {
            Scope owner = SCOPES.get(Integer.parseInt(secret.group(1)));
            assertTrue(owner.visibleTo(SCOPES.get(caller)), () -> SCOPES.get(caller) + " sees " + answer);
            seen++;
        }
        return seen;
    }

    private static String request(Map<String, Object> params) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("jsonrpc", "2.0");
        request.put("id", 1);
        request.put("method", params.containsKey("uri") ? "resources/read" : "tools/call");
        request.put("params", params);
        return JsonText.write(request);
    }

    private static Map<String, Object> call(String tool, Map<String, Object> arguments) {
        return Map.of("name", tool, "arguments", arguments);
    }

    private Map<String, Object> standard() {
        int target = random.nextInt(SCOPES.size());
        String id = ids.get(random.nextInt(ids.size()));
        return switch (random.nextInt(14)) {
            case 0 -> call("recall", Map.of("query", "Who likes tea in the harbour?", "limit", 50));
            case 1 -> call("recall", Map.of("query", "word" + target, "limit", 50));
            case 2 -> call("recall", Map.of("query", "tea", "session", "session" + target));
            case 3 -> call("recall", Map.of("query", "tea", "session", "monday"));
            case 4 -> call("context", Map.of("question", "What does word" + target + " drink?", "tokens", 4_000));
            case 5 -> call("context", Map.of("question", "tea", "session", "session" + target));
            case 6 -> call("facts", Map.of());
            case 7 -> call("facts", Map.of("key", random.nextBoolean() ? "favourite drink" : "key" + target));
            case 8 -> call("history", Map.of("id", id));
            case 9 -> call("sessions", Map.of());
            case 10 -> call("sessions", Map.of("session", random.nextBoolean() ? "monday" : "session" + target));
            case 11 -> call("stats", Map.of());
            case 12 -> Map.of("uri", random.nextBoolean() ? "memcore://facts" : "memcore://sessions");
            default -> call("recall", Map.of("query", "tea", "user", "bob", "tenant", "globex"));
        };
    }

    private Map<String, Object> graph() {
        return switch (random.nextInt(5)) {
            case 0 -> call("read_graph", Map.of());
            case 1 -> call("search_nodes", Map.of("query", random.nextBoolean() ? "tea" : "secret"));
            case 2 -> call("open_nodes", Map.of("names", List.of("person")));
            case 3 -> Map.of("uri", "memory://knowledge-graph");
            default -> call("open_nodes", Map.of("names", List.of("person"), "user", "bob"));
        };
    }

    @Test
    void nobodyChangesWhatBelongsToAnotherScope() {
        fill();
        Catalogs catalogs = new Catalogs(
                manager, McpServerConfig.builder().scope(SCOPES.getFirst()).build());
        Catalog attacker = catalogs.of(Principal.of(Scope.of("acme", "mallory")));
        for (String id : ids) {
            assertTrue(attacker.call("forget", Map.of("id", id)).error(), id);
        }
        Catalogs graphs = new Catalogs(
                manager,
                McpServerConfig.builder()
                        .scope(SCOPES.getFirst())
                        .knowledgeGraph(true)
                        .build());
        Map<String, Object> shared =
                Map.of("name", "shared", "entityType", "kind", "observations", List.of("for all users"));
        graphs.of(Principal.of(Scope.of("acme"))).call("create_entities", Map.of("entities", List.of(shared)));
        Catalog alice = graphs.of(Principal.of(Scope.of("acme", "alice")));
        alice.call("delete_entities", Map.of("entityNames", List.of("shared")));
        assertTrue(alice.call("open_nodes", Map.of("names", List.of("shared")))
                .text()
                .contains("for all users"));
    }
}
