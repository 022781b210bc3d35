package dev.memcore.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.api.MemoryManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the pages read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InspectorPagesTest {
    private static final String[] ALICE = {"tenant", "acme", "user", "alice"};

    private final MemoryManager manager = SampleStores.sample();
    private Inspector inspector;
    private InspectorClient client;

    @BeforeAll
    void start() {
        inspector = Inspector.start(manager);
        client = new InspectorClient(inspector);
    }

    @AfterAll
    void close() {
        inspector.close();
        manager.close();
    }

    private JsonNode ofAlice(String path, String... more) {
        String[] all = new String[ALICE.length + more.length];
        System.arraycopy(ALICE, 0, all, 0, ALICE.length);
        System.arraycopy(more, 0, all, ALICE.length, more.length);
        return client.get(path, all);
    }

    private String id(String question, String text) {
        for (JsonNode hit : ofAlice("/api/search", "q", question, "limit", "50").path("hits")) {
            if (hit.path("memory").path("text").asText().contains(text)) {
                return hit.path("memory").path("id").asText();
            }
        }
        throw new AssertionError("no hit contains " + text);
    }

    @Test
    void theOverviewHasTenantsAndScopes() {
        JsonNode overview = client.get("/api/overview");
        assertEquals(List.of("acme", "globex"), texts(overview.path("tenants")));
        assertFalse(overview.path("writes").asBoolean());

        JsonNode scopes = client.get("/api/scopes", "tenant", "acme");
        assertEquals(4, scopes.path("total").asInt());
        assertEquals(
                1,
                client.get("/api/scopes", "tenant", "acme", "filter", "PLAN")
                        .path("total")
                        .asInt());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    @Test
    void sessionsAndTheirMemoriesAreListed() {
        JsonNode sessions = ofAlice("/api/sessions");
        assertEquals(2, sessions.path("total").asInt());
        assertEquals("dinner", sessions.path("items").get(0).path("id").asText());
        JsonNode messages = ofAlice("/api/memories", "session", "dinner");
        assertEquals(2, messages.path("items").size());
        assertTrue(messages.path("next").isNull());
        assertEquals("Alice", messages.path("items").get(0).path("speaker").asText());
    }

    @Test
    void aSearchExplainsItsResults() {
        JsonNode found = ofAlice("/api/search", "q", "What must Alice not eat?", "limit", "3");
        assertEquals(3, found.path("hits").size());
        JsonNode first = found.path("hits").get(0);
        double shares = 0;
        for (JsonNode signal : first.path("signals")) {
            assertFalse(signal.path("reason").asText().isEmpty());
            shares += signal.path("share").asDouble();
        }
        assertEquals(first.path("score").asDouble(), shares, 0.01);
        assertFalse(first.path("why").asText().isEmpty());
        assertTrue(found.path("stages").size() > 1);
        assertTrue(found.path("confidence").asDouble() > 0);
    }

    @Test
    void aRecallForAPromptLeavesOutWhatIsIrrelevant() {
        String question = "Which telescope did Galileo use?";
        assertTrue(ofAlice("/api/search", "q", question).path("hits").size()
                > ofAlice("/api/search", "q", question, "prompt", "true")
                        .path("hits")
                        .size());
    }

    @Test
    void aMemoryHasItsHistoryWithTheChanges() {
        JsonNode found = ofAlice("/api/memory", "id", id("allergic", "cashews"));
        assertEquals(
                "Alice is allergic to peanuts and to cashews.",
                found.path("memory").path("text").asText());
        assertTrue(found.path("memory").path("pinned").asBoolean());
        assertEquals(4, found.path("versions").asInt());
        JsonNode revised = found.path("history").get(2);
        assertEquals("text", revised.path("changes").get(0).path("part").asText());
        assertEquals(
                "Alice is allergic to peanuts.",
                revised.path("changes").get(0).path("before").asText());
        assertEquals(0, found.path("history").get(3).path("changes").size());
        Set<String> attributes = new HashSet<>();
        found.path("memory")
                .path("attributes")
                .forEach(one -> attributes.add(one.path("name").asText()));
        assertEquals(Set.of("severity", "year"), attributes);
    }

    @Test
    void linksAreAGraphWithAllEdgesBetweenItsNodes() {
        JsonNode graph = ofAlice("/api/links", "id", id("Clara Lisbon", "travels to Lisbon"), "depth", "1");
        assertEquals(6, graph.path("nodes").size());
        Set<String> types = new HashSet<>();
        graph.path("edges").forEach(edge -> types.add(edge.path("type").asText()));
        assertEquals(Set.of("derivedFrom", "mentions", "similar"), types);
        assertEquals(5, graph.path("edges").size());
        assertFalse(graph.path("full").asBoolean());
        assertTrue(ofAlice("/api/links", "id", id("Clara Lisbon", "travels to Lisbon"), "limit", "2")
                .path("full")
                .asBoolean());
    }

    @Test
    void factsHaveTheirValuesOverTime() {
        JsonNode facts = ofAlice("/api/facts");
        assertEquals(4, facts.path("total").asInt());
        JsonNode timeline = ofAlice("/api/facts/timeline", "key", "home city");
        assertEquals(2, timeline.path("values").size());
        assertEquals(
                "Porto",
                timeline.path("values").get(0).path("memory").path("text").asText());
        assertFalse(timeline.path("values").get(0).path("validTo").isNull());
        assertEquals(
                "home city",
                timeline.path("values").get(0).path("memory").path("key").asText());
        assertEquals(1, ofAlice("/api/facts", "filter", "HOME").path("total").asInt());
    }

    @Test
    void conflictsComeFromFactsLinksAndRecalls() {
        JsonNode contested = ofAlice("/api/conflicts/facts");
        assertEquals(1, contested.path("total").asInt());
        assertEquals("birthday", contested.path("items").get(0).path("key").asText());
        JsonNode linked = ofAlice("/api/conflicts/links");
        assertTrue(linked.path("items").size() >= 1);
        JsonNode recalled = ofAlice("/api/search", "q", "Is the pharmacy open on Sundays?");
        assertTrue(recalled.path("conflicts").size() >= 1);
        assertTrue(recalled.path("conflicts")
                .get(0)
                .path("one")
                .path("text")
                .asText()
                .contains("pharmacy"));
    }

    @Test
    void theReviewQueueHasWhatIsInQuarantine() {
        JsonNode ofScope = ofAlice("/api/review");
        JsonNode ofTenant = client.get("/api/review/tenant", "tenant", "acme");
        for (JsonNode queue : List.of(ofScope, ofTenant)) {
            assertEquals(1, queue.path("items").size());
            assertEquals(
                    "instruction in a web page",
                    queue.path("items").get(0).path("cause").path("reason").asText());
        }
        assertEquals(
                0,
                client.get("/api/review", "tenant", "acme", "user", "bob")
                        .path("items")
                        .size());
        String id = ofScope.path("items").get(0).path("id").asText();
        client.answer("/api/memory", "tenant", "acme", "user", "alice", "id", id)
                .expect(404);
    }

    @Test
    void aDryRunShowsTextsAndChangesNothing() {
        long before = manager.stats().lastSequence();
        JsonNode plan = client.post("/api/maintenance/plan", Map.of("operations", 10))
                .expect(200)
                .json();
        assertEquals(1, plan.path("total").asInt());
        assertTrue(plan.path("operations")
                .get(0)
                .path("memory")
                .path("text")
                .asText()
                .contains("coffee"));
        assertEquals(before, manager.stats().lastSequence());
    }

    @Test
    void aPreviewOfAnErasureChangesNothing() {
        long before = manager.stats().lastSequence();
        JsonNode topic = client.post(
                        "/api/erasure/preview",
                        Map.of("tenant", "acme", "user", "alice", "target", "topic", "names", List.of("Clara")))
                .expect(200)
                .json();
        assertEquals(2, topic.path("total").asInt());
        assertEquals("NAMED", topic.path("items").get(0).path("why").asText());
        JsonNode scope = client.post(
                        "/api/erasure/preview", Map.of("tenant", "acme", "user", "alice", "target", "scope"))
                .expect(200)
                .json();
        assertEquals(2, scope.path("scopes").asInt());
        assertTrue(scope.path("total").asInt() > 15);
        assertEquals(before, manager.stats().lastSequence());
    }

    @Test
    void theStoreHasItsSizesAndCaches() {
        JsonNode store = client.get("/api/store");
        assertEquals(manager.stats().memories(), store.path("memories").asLong());
        assertEquals(manager.stats().caches().size(), store.path("caches").size());
        assertTrue(client.post("/api/store/check", Map.of())
                .expect(200)
                .json()
                .path("ok")
                .asBoolean());
    }
}
