package dev.memcore.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.inspector.InspectorClient.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An inspector of some tenants, and labels. */
final class InspectorTenantsTest {
    private static final List<String> READS = List.of(
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
            "/api/review/tenant");

    private final MemoryManager manager = SampleStores.sample();

    @AfterEach
    void close() {
        manager.close();
    }

    private Inspector ofAcme() {
        return Inspector.start(
                manager,
                InspectorConfig.builder().tenants(List.of("acme")).writes(true).build());
    }

    private String zoe() {
        return manager.space(Scope.of("globex", "zoe"))
                .recall("launch code")
                .memories()
                .getFirst()
                .id()
                .toString();
    }

    @Test
    void anotherTenantIsNotShown() {
        String id = zoe();
        try (Inspector inspector = ofAcme()) {
            InspectorClient client = new InspectorClient(inspector);
            assertEquals(
                    "[\"acme\"]", client.get("/api/overview").path("tenants").toString());
            for (String path : READS) {
                Answer answer = client.answer(
                                path, "tenant", "globex", "user", "zoe", "id", id, "q", "launch", "key", "x")
                        .expect(403);
                assertFalse(answer.body().contains("launch code"), path);
            }
            client.post("/api/erasure/preview", Map.of("tenant", "globex", "user", "zoe", "target", "scope"))
                    .expect(403);
        }
    }

    @Test
    void anIdOfAnotherTenantIsNotFound() {
        String id = zoe();
        try (Inspector inspector = ofAcme()) {
            InspectorClient client = new InspectorClient(inspector);
            for (String path : List.of("/api/memory", "/api/memory/text", "/api/links")) {
                client.answer(path, "tenant", "acme", "user", "alice", "id", id).expect(404);
            }
            for (String path : List.of("forget", "undo", "pin", "quarantine")) {
                client.post("/api/memory/" + path, Map.of("tenant", "acme", "user", "alice", "id", id))
                        .expect(404);
            }
            client.post("/api/erasure/preview", Map.of("tenant", "acme", "target", "memory", "id", id))
                    .expect(404);
            assertEquals(
                    1,
                    manager.space(Scope.of("globex", "zoe"))
                            .recall("launch code")
                            .hits()
                            .size());
        }
    }

    @Test
    void anInspectorOfSomeTenantsHasNoMaintenance() {
        try (Inspector inspector = ofAcme()) {
            InspectorClient client = new InspectorClient(inspector);
            client.post("/api/maintenance/plan", Map.of()).expect(403);
            client.post("/api/maintenance/run", Map.of("plan", "x")).expect(403);
            client.post("/api/maintenance/undo", Map.of("commits", List.of(1))).expect(403);
        }
    }

    @Test
    void aScopeSeesWhatItsPrincipalSees() {
        try (Inspector inspector = Inspector.start(manager)) {
            InspectorClient client = new InspectorClient(inspector);
            assertEquals(
                    1,
                    client.get("/api/memories", "tenant", "acme").path("items").size());
            assertEquals(
                    2,
                    client.get("/api/memories", "tenant", "acme", "user", "bob")
                            .path("items")
                            .size());
            assertFalse(client.get("/api/search", "tenant", "acme", "user", "bob", "q", "peanuts")
                    .toString()
                    .contains("allergic"));
        }
    }

    @Test
    void labelledMemoriesNeedAClearance() {
        Principal doctor = new Principal(SampleStores.ALICE, Set.of("medical"));
        Memory secret = manager.space(doctor)
                .remember(Observation.builder("Alice takes insulin.")
                        .label("medical")
                        .build());
        String[] request = {"tenant", "acme", "user", "alice", "id", secret.id().toString()};
        try (Inspector inspector = Inspector.start(manager)) {
            InspectorClient client = new InspectorClient(inspector);
            client.answer("/api/memory", request).expect(404);
            assertFalse(client.get("/api/memories", "tenant", "acme", "user", "alice")
                    .toString()
                    .contains("insulin"));
        }
        InspectorConfig cleared =
                InspectorConfig.builder().clearances(List.of("medical")).build();
        try (Inspector inspector = Inspector.start(manager, cleared)) {
            assertTrue(new InspectorClient(inspector)
                    .get("/api/memory", request)
                    .toString()
                    .contains("insulin"));
        }
    }
}
