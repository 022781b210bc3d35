package dev.memcore.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.inspector.InspectorClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scripts and other markup in a store arrive as JSON strings, unchanged, in answers that no browser shows as a page. */
final class HostileStoreTest {
    private static MemoryManager manager;
    private static Inspector inspector;
    private static InspectorClient client;

    @BeforeAll
    static void start() {
        manager = SampleStores.hostile();
        inspector =
                Inspector.start(manager, InspectorConfig.builder().writes(true).build());
        client = new InspectorClient(inspector);
    }

    @AfterAll
    static void close() {
        inspector.close();
        manager.close();
    }

    private static Answer checked(Answer answer) {
        answer.expect(200);
        assertEquals("application/json", answer.headers().get("content-type"));
        assertEquals("nosniff", answer.headers().get("x-content-type-options"));
        assertTrue(
                String.valueOf(answer.headers().get("content-security-policy")).startsWith("default-src 'none'"));
        return answer;
    }

    @Test
    void scriptsArriveUnchanged() {
        for (Scope scope : manager.scopes("evil")) {
            String user = String.valueOf(scope.user());
            if (user.equals("long")) {
                continue;
            }
            String[] request = {"tenant", "evil", "user", user};
            JsonNode memories = checked(client.answer("/api/memories", request)).json();
            List<String> texts = new ArrayList<>();
            memories.path("items").forEach(one -> texts.add(one.path("text").asText()));
            assertTrue(texts.stream().anyMatch(SampleStores.SCRIPTS::contains), texts::toString);
            String id = memories.path("items").get(0).path("id").asText();
            for (String path : List.of(
                    "/api/memory",
                    "/api/links",
                    "/api/search",
                    "/api/sessions",
                    "/api/facts",
                    "/api/conflicts/facts",
                    "/api/conflicts/links",
                    "/api/review",
                    "/api/facts/timeline")) {
                checked(client.answer(path, "tenant", "evil", "user", user, "id", id, "q", user, "key", user));
            }
        }
        checked(client.answer("/api/scopes", "tenant", "evil"));
    }

    @Test
    void anErrorRepeatsAScriptAsJsonOnly() {
        Answer answer = client.answer("/api/memories", "tenant", "<script>alert(1)</script>", "limit", "<b>");
        answer.expect(400);
        assertEquals("application/json", answer.headers().get("content-type"));
        assertTrue(answer.json().path("error").asText().contains("<b>"));
    }

    @Test
    void longTextsComeInParts() {
        JsonNode memories = client.get("/api/memories", "tenant", "evil", "user", "long");
        for (JsonNode memory : memories.path("items")) {
            assertTrue(memory.path("text").asText().length() <= 400);
            int length = memory.path("length").asInt();
            StringBuilder whole = new StringBuilder();
            while (whole.length() < length) {
                JsonNode part = client.get(
                        "/api/memory/text",
                        "tenant",
                        "evil",
                        "user",
                        "long",
                        "id",
                        memory.path("id").asText(),
                        "offset",
                        String.valueOf(whole.length()));
                whole.append(part.path("text").asText());
            }
            assertEquals(length, whole.length());
            assertTrue(whole.indexOf("\uFFFD") < 0, "a surrogate pair was split");
        }
        assertEquals(3, memories.path("items").size());
    }

    @Test
    void aHostileReasonIsKept() {
        JsonNode first = client.get("/api/memories", "tenant", "evil", "user", "long")
                .path("items")
                .get(0);
        String reason = "<img src=x onerror=alert(1)>";
        JsonNode pinned = client.post(
                        "/api/memory/pin",
                        Map.of(
                                "tenant",
                                "evil",
                                "user",
                                "long",
                                "id",
                                first.path("id").asText(),
                                "reason",
                                reason))
                .expect(200)
                .json();
        assertEquals(reason, pinned.path("cause").path("reason").asText());
    }
}
