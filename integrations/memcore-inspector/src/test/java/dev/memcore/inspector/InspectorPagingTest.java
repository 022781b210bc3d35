package dev.memcore.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists with many entries: every entry is on exactly one page. */
final class InspectorPagingTest {
    private final MemoryManager manager = Memcore.inMemory();
    private final MemorySpace alice = manager.space(SampleStores.ALICE);
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
        manager.close();
    }

    @Test
    void memoriesArePaged() {
        alice.rememberAll(IntStream.range(0, 3_000)
                .mapToObj(i -> Observation.of("memory " + i))
                .toList());
        Set<String> seen = new HashSet<>();
        String after = "";
        int pages = 0;
        do {
            JsonNode page =
                    client.get("/api/memories", "tenant", "acme", "user", "alice", "limit", "200", "after", after);
            page.path("items").forEach(one -> assertTrue(seen.add(one.path("id").asText())));
            after = page.path("next").asText("");
            after = after.equals("null") ? "" : after;
            pages++;
        } while (!after.isEmpty());
        assertEquals(3_000, seen.size());
        assertEquals(15, pages);
        client.answer("/api/memories", "tenant", "acme", "user", "alice", "limit", "201")
                .expect(400);
    }

    @Test
    void scopesAndSessionsArePaged() {
        for (int i = 0; i < 250; i++) {
            manager.space(Scope.of("acme", "user " + i)).remember("x");
        }
        IntStream.range(0, 120).forEach(i -> alice.session("session " + i).add(Role.USER, "hello"));
        assertEquals(251, offsets("/api/scopes", 251).size());
        assertEquals(120, offsets("/api/sessions", 120).size());
        JsonNode beyond = client.get("/api/scopes", "tenant", "acme", "offset", "100000");
        assertEquals(0, beyond.path("items").size());
    }

    private Set<String> offsets(String path, int total) {
        Set<String> seen = new HashSet<>();
        for (int offset = 0; offset < total; offset += 50) {
            JsonNode page = client.get(path, "tenant", "acme", "user", "alice", "offset", String.valueOf(offset));
            assertEquals(total, page.path("total").asInt());
            page.path("items").forEach(one -> assertTrue(seen.add(one.toString())));
        }
        return seen;
    }

    @Test
    void theReviewQueueIsPagedOverScopes() {
        for (int i = 0; i < 230; i++) {
            MemorySpace space = manager.space(Scope.of("acme", "user " + i));
            Memory held = space.remember("x");
            if (i % 2 == 0) {
                space.apply(List.of(new MemoryOp.Quarantine(held.id(), Cause.of("test"))));
            }
        }
        Set<String> seen = new HashSet<>();
        int offset = 0;
        while (offset >= 0) {
            JsonNode page = client.get("/api/review/tenant", "tenant", "acme", "offset", String.valueOf(offset));
            page.path("items").forEach(one -> assertTrue(seen.add(one.path("id").asText())));
            offset = page.path("nextOffset").asInt(-1);
        }
        assertEquals(115, seen.size());
    }

    @Test
    void versionsArePaged() {
        Memory memory = alice.remember("version 1");
        for (int i = 2; i <= 120; i++) {
            alice.revise(memory.id(), "version " + i);
        }
        Set<String> seen = new HashSet<>();
        int before = 121;
        while (before > 1) {
            JsonNode history = client.get(
                            "/api/memory",
                            "tenant",
                            "acme",
                            "user",
                            "alice",
                            "id",
                            memory.id().toString(),
                            "before",
                            String.valueOf(before))
                    .path("history");
            for (JsonNode version : history) {
                assertTrue(seen.add(version.path("text").asText()));
                before = version.path("place").asInt();
            }
        }
        assertEquals(120, seen.size());
    }
}
