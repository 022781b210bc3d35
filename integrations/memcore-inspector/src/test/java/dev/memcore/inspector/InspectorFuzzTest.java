package dev.memcore.inspector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryManager;
import dev.memcore.inspector.InspectorClient.Answer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that no page sends. Each gets an error of the client or no answer, and changes nothing. */
final class InspectorFuzzTest {
    private static final long SEED = 16;
    private static final List<String> PATHS = List.of(
            "/api/overview",
            "/api/scopes",
            "/api/sessions",
            "/api/memories",
            "/api/search",
            "/api/memory",
            "/api/memory/text",
            "/api/links",
            "/api/facts",
            "/api/facts/timeline",
            "/api/conflicts/facts",
            "/api/conflicts/links",
            "/api/review",
            "/api/review/tenant",
            "/api/store");
    private static final List<String> POSTS = List.of(
            "/api/maintenance/plan",
            "/api/maintenance/run",
            "/api/maintenance/undo",
            "/api/erasure/preview",
            "/api/erasure/run",
            "/api/erasure/verify",
            "/api/memory/forget",
            "/api/memory/undo",
            "/api/facts/resolve",
            "/api/review/release");
    private static final List<String> NAMES = List.of(
            "tenant",
            "user",
            "agent",
            "id",
            "q",
            "limit",
            "offset",
            "after",
            "key",
            "depth",
            "session",
            "names",
            "target",
            "plan",
            "preview",
            "commits",
            "receipt",
            "operations",
            "value",
            "reason",
            "before",
            "filter");
    private static final List<String> VALUES = List.of(
            "acme",
            "alice",
            "-1",
            "0",
            "1",
            "99999999999999999999",
            "NaN",
            "\u0000",
            "\u202E",
            "<script>",
            "null",
            "true",
            "topic",
            "memory",
            "scope",
            "00000000-0000-0000-0000-000000000000",
            "../../etc/passwd",
            "\uD83D\uDE00",
            " ",
            "x".repeat(3_000),
            "memcore erasure 1\ncommit 1\ntime 1\nnonce 0\n");

    private final MemoryManager manager = SampleStores.sample();
    private Inspector inspector;
    private InspectorClient client;

    @BeforeEach
    void start() {
        inspector =
                Inspector.start(manager, InspectorConfig.builder().writes(true).build());
        client = new InspectorClient(inspector);
    }

    @AfterEach
    void close() {
        inspector.close();
        manager.close();
    }

    @Test
    void otherMethodsAreRefused() {
        for (String method :
                List.of("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "G\u00cbT", "X")) {
            for (String path : List.of("/", "/app.js", "/api/overview", "/api/memory/forget")) {
                Answer answer = client.ask(method, path, client.headers(), "");
                assertTrue(
                        answer.status() == 405 || answer.status() == 400 || answer.status() == 404,
                        method + " " + path + " " + answer.status());
            }
        }
        client.ask("POST", "/api/overview", client.headers(), "{}").expect(405);
        client.answer("/api/memory/forget").expect(405);
    }

    @Test
    void otherPathsAreNotServed() {
        for (String path : List.of(
                "/api",
                "/api/",
                "/api/overview/",
                "/API/overview",
                "//",
                "/../app.js",
                "/web/app.js",
                "/%61pp.js",
                "/app.js/",
                "/app.js%00",
                "/..%2f..%2fetc%2fpasswd",
                "/dev/memcore/inspector/Inspector.class",
                "/module-info.class",
                "/index.html;x")) {
            int status = client.ask("GET", path, client.headers(), "").status();
            assertTrue(status == 404 || status == 400, path + " was answered with " + status);
        }
    }

    @Test
    void randomBytesGetNoAnswerOrAnError() {
        Random random = new Random(SEED);
        for (int i = 0; i < 150; i++) {
            byte[] bytes = new byte[1 + random.nextInt(400)];
            random.nextBytes(bytes);
            byte[] sent = i % 2 == 0 ? bytes : damaged(bytes);
            int status = client.raw(sent).status();
            assertTrue(
                    status == 0 || (status >= 400 && status != 500), "seed " + SEED + ", request " + i + ": " + status);
        }
        client.answer("/api/overview").expect(200);
    }

    /** A request of the page with random bytes in the middle of its path. */
    private byte[] damaged(byte[] noise) {
        String request = "GET /api/" + new String(noise, ISO_8859_1) + " HTTP/1.1\r\nHost: " + client.host()
                + "\r\nAuthorization: Bearer " + client.token() + "\r\n\r\n";
        return request.getBytes(ISO_8859_1);
    }

    @Test
    void randomParametersAreAnsweredOrRefused() {
        Random random = new Random(SEED);
        long memories = manager.stats().memories();
        for (int i = 0; i < 600; i++) {
            String path = PATHS.get(random.nextInt(PATHS.size()));
            String[] parameters = new String[2 * random.nextInt(5)];
            for (int p = 0; p < parameters.length; p += 2) {
                parameters[p] = NAMES.get(random.nextInt(NAMES.size()));
                parameters[p + 1] = VALUES.get(random.nextInt(VALUES.size()));
            }
            Answer answer = client.answer(path, parameters);
            assertTrue(
                    answer.status() == 200 || (answer.status() >= 400 && answer.status() < 500),
                    () -> path + " " + List.of(parameters) + " " + answer);
        }
        assertEquals(memories, manager.stats().memories());
    }

    @Test
    void randomBodiesAreRefusedOrAnswered() {
        Random random = new Random(SEED);
        String csrf = client.get("/api/overview").path("csrf").asText();
        Map<String, String> headers = client.headers();
        headers.put("Content-Type", "application/json");
        headers.put("X-Memcore-Csrf", csrf);
        for (String body : List.of(
                "",
                "[]",
                "null",
                "1",
                "{",
                "{}{}",
                "{\"a\":{\"b\":1}}",
                "{\"a\":[[1]]}",
                "[".repeat(100_000),
                "{\"id\":1,\"id\":2}",
                "{\"tenant\":\"\\ud800\"}",
                "\u0000")) {
            for (String path : POSTS) {
                int status = client.ask("POST", path, headers, body).status();
                assertTrue(
                        status == 400 || (status == 200 && path.endsWith("plan")),
                        path + " " + status + " " + body.substring(0, Math.min(50, body.length())));
            }
        }
        for (int i = 0; i < 300; i++) {
            String path = POSTS.get(random.nextInt(POSTS.size()));
            Map<String, String> body = Map.of(
                    NAMES.get(random.nextInt(11)), VALUES.get(random.nextInt(VALUES.size())),
                    NAMES.get(11 + random.nextInt(11)), VALUES.get(random.nextInt(VALUES.size())));
            Answer answer = client.ask("POST", path, headers, InspectorClient.json(body));
            assertTrue(
                    answer.status() == 200 || (answer.status() >= 400 && answer.status() < 500),
                    () -> path + " " + body + " " + answer);
        }
        assertTrue(manager.check().ok());
    }

    @Test
    void aLargeBodyIsRefused() {
        Map<String, String> headers = client.headers();
        headers.put("Content-Type", "application/json");
        headers.put("X-Memcore-Csrf", client.get("/api/overview").path("csrf").asText());
        String large = "{\"receipt\":\"" + "x".repeat(9 << 20) + "\"}";
        int status = client.ask("POST", "/api/erasure/verify", headers, large).status();
        assertTrue(status == 413 || status == 0, "status " + status);
        client.answer("/api/overview").expect(200);
    }
}
