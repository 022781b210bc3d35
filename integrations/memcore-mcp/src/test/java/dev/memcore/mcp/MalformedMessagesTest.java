package dev.memcore.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.mcp.protocol.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random and malformed messages to servers that are processes of their own, two clients at once, and a kill in between. Every answer
 * is a result or an error, and the store has no damage. The property {@code memcore.mcp.messages} sets their number, 400 by default.
 */
final class MalformedMessagesTest {
    private static final int MESSAGES = Integer.getInteger("memcore.mcp.messages", 400);
    private static final String ALICE = "alice-0123456789abcdef";
    private static final String BOB = "bob-0123456789abcdef";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":\"alive\",\"method\":\"ping\"}";

    private static final List<String> STANDARD =
            List.of("remember", "recall", "context", "facts", "forget", "history", "sessions", "stats");
    private static final List<String> GRAPH = List.of(
            "create_entities",
            "create_relations",
            "add_observations",
            "delete_entities",
            "delete_observations",
            "delete_relations",
            "read_graph",
            "search_nodes",
            "open_nodes");

    @TempDir
    Path directory;

    @Test
    void everyLineOfStdioGetsAnAnswerOrNoneAndTheServerLives() throws Exception {
        for (String tools : List.of("standard", "graph")) {
            Process server = ServerProcess.start(ServerProcess.command("stdio", directory, tools));
            try (ExecutorService threads = Executors.newSingleThreadExecutor();
                    OutputStream out = server.getOutputStream()) {
                Future<Set<Object>> answers = threads.submit(() -> answers(server));
                RandomMessages messages = new RandomMessages(20, tools.equals("graph") ? GRAPH : STANDARD);
                for (int i = 0; i < MESSAGES / 4; i++) {
                    out.write(messages.next());
                    out.write('\n');
                }
                out.write((PING + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                assertTrue(answers.get(10, TimeUnit.MINUTES).contains("alive"));
            }
            assertTrue(server.waitFor(1, TimeUnit.MINUTES));
            assertEquals(0, server.exitValue());
            assertTrue(ServerProcess.isClean(directory));
        }
    }

    /** Reads answers up to that of the ping, and checks each. */
    private static Set<Object> answers(Process server) throws IOException {
        Set<Object> ids = new HashSet<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        while (!ids.contains("alive")) {
            String line = lines.readLine();
            assertNotNull(line, "the server has ended");
            ids.add(checked(line));
        }
        return ids;
    }

    /** Checks that a text is a response with a result or an error, and returns its id. */
    private static Object checked(String json) {
        Map<String, Object> response = JsonText.object(json);
        assertEquals("2.0", response.get("jsonrpc"), json);
        assertTrue(response.containsKey("id"), json);
        assertTrue(response.containsKey("result") != response.containsKey("error"), json);
        if (response.get("error") instanceof Map<?, ?> error) {
            assertTrue(error.get("code") instanceof Integer code && code != -32603, json);
            assertTrue(error.get("message") instanceof String text && !text.isBlank(), json);
        }
        return response.get("id") == null ? "none" : response.get("id");
    }

    @Test
    void twoClientsSendOverHttpAndAKillBetweenThemDamagesNothing() throws Exception {
        for (int round = 0; round < 2; round++) {
            String tools = round == 0 ? "standard" : "graph";
            Process server = ServerProcess.start(
                    ServerProcess.command("http", directory, tools, ALICE + "=alice", BOB + "=bob"));
            URI uri = URI.create(ServerProcess.firstLine(server));
            List<String> names = round == 0 ? STANDARD : GRAPH;
            int seed = 40 + 2 * round;
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                Future<?> alice = threads.submit(() -> send(uri, ALICE, new RandomMessages(seed, names), MESSAGES / 8));
                Future<?> bob = threads.submit(() -> send(uri, BOB, new RandomMessages(seed + 1, names), MESSAGES / 8));
                alice.get();
                bob.get();
                assertEquals(200, new RawHttp(uri, ALICE).send(PING).status());
                int acknowledged = kill(server, threads, uri, names);
                assertTrue(ServerProcess.isClean(directory));
                assertTrue(stored(tools) >= acknowledged, tools + ": " + acknowledged + " writes were acknowledged");
            }
        }
    }

    /** Kills the server while one client writes and the other sends anything. Returns how many writes were acknowledged. */
    private static int kill(Process server, ExecutorService threads, URI uri, List<String> names)
            throws InterruptedException, ExecutionException {
        CountDownLatch some = new CountDownLatch(20);
        Future<Integer> alice = threads.submit(() -> write(uri, names.equals(GRAPH), some));
        Future<Integer> bob = threads.submit(() -> sendUntilRefused(uri, BOB, new RandomMessages(61, names)));
        assertTrue(some.await(5, TimeUnit.MINUTES));
        server.destroyForcibly();
        assertTrue(server.waitFor(1, TimeUnit.MINUTES));
        assertTrue(bob.get() >= 0);
        return alice.get();
    }

    /** Writes until the server is gone, and returns the number of successful answers. */
    private static int write(URI uri, boolean graph, CountDownLatch some) {
        int acknowledged = 0;
        try {
            while (true) {
                Map<String, Object> arguments = graph
                        ? Map.of(
                                "entities",
                                List.of(Map.of(
                                        "name", "killed " + acknowledged, "entityType", "", "observations", List.of())))
                        : Map.of("text", "message " + acknowledged, "session", "killed");
                Map<String, Object> params =
                        Map.of("name", graph ? "create_entities" : "remember", "arguments", arguments);
                RawHttp.Response response = new RawHttp(uri, ALICE)
                        .send(JsonText.write(
                                Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/call", "params", params)));
                assertTrue(response.body().contains("\"isError\":false"), response.body());
                acknowledged++;
                some.countDown();
            }
        } catch (IOException | RuntimeException e) {
            return acknowledged; // The server is gone, perhaps within an answer.
        }
    }

    /** How many of the writes before the kill a store has. */
    private long stored(String tools) {
        try (MemoryManager manager = Memcore.open(directory)) {
            MemorySpace space = manager.space(ServerProcess.ALICE);
            if (tools.equals("standard")) {
                return space.session("killed").transcript().size();
            }
            try (Stream<Memory> memories = space.stream(MemoryFilter.any())) {
                return memories.filter(memory -> memory.text().startsWith("killed "))
                        .count();
            }
        }
    }

    private static Object send(URI uri, String token, RandomMessages messages, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            RawHttp.Response response = new RawHttp(uri, token).send(messages.next());
            if (response.status() != 202) {
                checked(response.body());
            }
        }
        return count;
    }

    private static int sendUntilRefused(URI uri, String token, RandomMessages messages) {
        int sent = 0;
        try {
            while (true) {
                new RawHttp(uri, token).send(messages.next());
                sent++;
            }
        } catch (IOException | RuntimeException e) {
            return sent; // The server is gone, perhaps within an answer.
        }
    }
}
