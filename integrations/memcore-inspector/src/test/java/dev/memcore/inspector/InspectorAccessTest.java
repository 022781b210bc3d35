package dev.memcore.inspector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.inspector.InspectorClient.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets an answer, and who does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InspectorAccessTest {
    private static final List<String> WRITES = List.of(
            "/api/memory/forget",
            "/api/memory/undo",
            "/api/memory/pin",
            "/api/memory/unpin",
            "/api/memory/quarantine",
            "/api/facts/resolve",
            "/api/maintenance/run",
            "/api/maintenance/undo",
            "/api/erasure/run",
            "/api/review/release",
            "/api/review/forget");

    private final MemoryManager manager = SampleStores.sample();
    private Inspector inspector;
    private InspectorClient client;

    @BeforeEach
    void start() {
        inspector = Inspector.start(manager);
        client = new InspectorClient(inspector);
    }

    @AfterEach
    void close() {
        inspector.close();
    }

    @AfterAll
    void closeStore() {
        manager.close();
    }

    @Test
    void thePageNeedsNoTokenAndHasNoData() {
        Answer page = client.ask("GET", "/", Map.of("Host", client.host()), "").expect(200);

        assertEquals("text/html; charset=utf-8", page.headers().get("content-type"));
        String policy = String.valueOf(page.headers().get("content-security-policy"));
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("nosniff", page.headers().get("x-content-type-options"));
        assertEquals("no-store", page.headers().get("cache-control"));
        assertEquals("DENY", page.headers().get("x-frame-options"));
        assertFalse(page.headers().containsKey("access-control-allow-origin"));
        assertFalse(page.body().contains("style="), page.body());
        assertFalse(page.body().matches("(?s).*<script(?![^>]*src=).*"), page.body());
        assertFalse(page.body().contains("acme"));
    }

    @Test
    void everyFileOfThePageIsServed() {
        Answer page = client.ask("GET", "/index.html", Map.of("Host", client.host()), "")
                .expect(200);
        for (String file : List.of("style.css", "icon.svg", "app.js", "dom.js", "api.js")) {
            assertTrue(page.body().contains(file), file);
            client.ask("GET", "/" + file, Map.of("Host", client.host()), "").expect(200);
        }
        client.ask("POST", "/", client.headers(), "").expect(405);
    }

    @Test
    void dataNeedsTheToken() {
        Map<String, String> headers = client.headers();
        for (String wrong : List.of(
                "",
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer " + client.token() + "x",
                "Bearer " + client.token().substring(1),
                "bearer " + client.token(),
                "Basic " + client.token(),
                client.token())) {
            headers.put("Authorization", wrong);
            Answer answer = client.ask("GET", "/api/overview", headers, "").expect(401);
            assertFalse(answer.body().contains("acme"), wrong);
        }
        headers.remove("Authorization");
        headers.put("Cookie", "token=" + client.token());
        client.ask("GET", "/api/overview?token=" + client.token(), headers, "").expect(401);
        assertEquals(
                "no-store", client.answer("/api/overview").expect(200).headers().get("cache-control"));
    }

    @Test
    void aRepeatedHeaderIsNotAccepted() {
        String twice = "GET /api/overview HTTP/1.1\r\nConnection: close\r\nHost: " + client.host()
                + "\r\nAuthorization: Bearer x\r\nAuthorization: Bearer " + client.token() + "\r\n\r\n";
        assertEquals(401, client.raw(twice.getBytes(UTF_8)).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost.evil.example:PORT",
                "0.0.0.0:PORT",
                "127.0.0.1.nip.io:PORT",
                ""
            })
    void aForeignHostIsRefusedAlsoForThePage(String host) {
        Map<String, String> headers = client.headers();
        headers.put("Host", host.replace("PORT", String.valueOf(inspector.port())));
        for (String path : List.of("/", "/app.js", "/api/overview")) {
            int status = client.ask("GET", path, headers, "").status();
            assertTrue(status == 403 || status == 400, host + " was answered with " + status);
        }
    }

    @Test
    void localhostIsAnotherNameOfThePage() {
        Map<String, String> headers = client.headers();
        headers.put("Host", "localhost:" + inspector.port());
        client.ask("GET", "/api/overview", headers, "").expect(200);
        headers.put("Origin", "http://localhost:" + inspector.port());
        client.ask("GET", "/api/overview", headers, "").expect(200);
        headers.put("Origin", "http://" + client.host());
        client.ask("GET", "/api/overview", headers, "").expect(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "http://127.0.0.1",
                "http://127.0.0.1:1",
                "https://127.0.0.1:PORT",
                ""
            })
    void aForeignOriginIsRefusedEvenWithTheToken(String origin) {
        Map<String, String> headers = client.headers();
        headers.put("Origin", origin.replace("PORT", String.valueOf(inspector.port())));
        client.ask("GET", "/api/overview", headers, "").expect(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void aRequestOfAnotherSiteIsRefusedEvenWithTheToken(String site) {
        Map<String, String> headers = client.headers();
        headers.put("Sec-Fetch-Site", site);
        client.ask("GET", "/api/overview", headers, "").expect(403);
    }

    @Test
    void aPreflightIsNotAnswered() {
        Map<String, String> headers = client.headers();
        headers.put("Origin", "https://evil.example");
        headers.put("Access-Control-Request-Method", "POST");
        Answer answer = client.ask("OPTIONS", "/api/memory/forget", headers, "").expect(403);
        assertFalse(answer.headers().containsKey("access-control-allow-origin"));
    }

    @Test
    void byDefaultNothingCanBeWritten() {
        long before = manager.stats().lastSequence();
        for (String path : WRITES) {
            Answer answer =
                    client.post(path, Map.of("tenant", "acme", "user", "alice")).expect(403);
            assertTrue(answer.body().contains("read-only"), answer.body());
        }
        assertEquals(before, manager.stats().lastSequence());
    }

    @Test
    void aPostNeedsTheSecondSecretAndJson() {
        try (Inspector writing =
                Inspector.start(manager, InspectorConfig.builder().writes(true).build())) {
            InspectorClient other = new InspectorClient(writing);
            String body = InspectorClient.json(Map.of("tenant", "acme", "user", "alice", "id", "x"));
            Map<String, String> headers = other.headers();
            headers.put("Content-Type", "application/json");
            for (String path : WRITES) {
                other.ask("POST", path, headers, body).expect(403);
            }
            headers.put(
                    "X-Memcore-Csrf", client.get("/api/overview").path("csrf").asText());
            other.ask("POST", "/api/memory/forget", headers, body).expect(403);
            headers.put(
                    "X-Memcore-Csrf", other.get("/api/overview").path("csrf").asText());
            for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/jsonx")) {
                headers.put("Content-Type", type);
                other.ask("POST", "/api/memory/forget", headers, body).expect(415);
            }
            headers.put("Content-Type", "application/json");
            other.ask("POST", "/api/memory/forget", headers, body).expect(400);
            headers.put("Origin", "https://evil.example");
            other.ask("POST", "/api/memory/forget", headers, body).expect(403);
        }
    }

    @Test
    void eachInspectorHasItsOwnToken() {
        try (Inspector second = Inspector.start(manager)) {
            InspectorClient other = new InspectorClient(second);
            Map<String, String> headers = other.headers();
            headers.put("Authorization", "Bearer " + client.token());
            other.ask("GET", "/api/overview", headers, "").expect(401);
            assertTrue(client.token().matches("[A-Za-z0-9_-]{43}"));
        }
    }

    @Test
    void aClosedInspectorDoesNotAnswerAndLeavesTheStoreOpen() {
        inspector.close();
        inspector.close();
        assertEquals(0, client.answer("/api/overview").status());
        assertTrue(manager.stats().memories() > 0);
    }

    @Test
    void aClosedStoreIsAnErrorOfTheRequest() {
        MemoryManager closed = Memcore.inMemory();
        try (Inspector open = Inspector.start(closed)) {
            closed.close();
            new InspectorClient(open).answer("/api/overview").expect(503);
        }
    }

    @Test
    void aPortInUseIsReportedWithItsNumber() {
        InspectorConfig taken = InspectorConfig.builder().port(inspector.port()).build();
        MemoryException e = assertThrows(MemoryException.class, () -> Inspector.start(manager, taken));
        assertEquals(ErrorCode.IO_FAILED, e.code());
        assertTrue(String.valueOf(e.getMessage()).contains("127.0.0.1:" + inspector.port()), e.getMessage());
    }

    @Test
    void allFaultsOfAConfigurationAreReportedTogether() {
        InspectorConfig.Builder wrong =
                InspectorConfig.builder().port(70_000).token("short").tenants(List.of(" "));
        MemoryException e = assertThrows(MemoryException.class, wrong::build);
        assertTrue(
                String.valueOf(e.getMessage()).contains("70000")
                        && String.valueOf(e.getMessage()).contains("5 characters"),
                e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains("tenant"), e.getMessage());
    }

    @Test
    void aGivenExecutorRunsTheRequestsAndStaysOpen() {
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            String token = "0123456789012345678901-_";
            InspectorConfig config =
                    InspectorConfig.builder().executor(executor).token(token).build();
            try (Inspector given = Inspector.start(manager, config)) {
                assertEquals("token=" + token, given.url().getFragment());
                new InspectorClient(given).answer("/api/overview").expect(200);
            }
            assertFalse(executor.isShutdown());
        }
    }
}
