package dev.memcore.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Status;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.Policies;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes with the page, of a store on disk that is opened again. */
final class InspectorWritesTest {
    @TempDir
    private Path directory;

    private MemoryManager manager;
    private Inspector inspector;
    private InspectorClient client;
    private MemorySpace alice;

    @BeforeEach
    void open() {
        manager = Memcore.builder()
                .directory(directory.resolve("store"))
                .policies(List.of(Policies.mergeNearDuplicates()))
                .build();
        alice = manager.space(SampleStores.ALICE);
        inspector =
                Inspector.start(manager, InspectorConfig.builder().writes(true).build());
        client = new InspectorClient(inspector);
    }

    @AfterEach
    void close() {
        inspector.close();
        manager.close();
    }

    private void reopen() {
        close();
        open();
    }

    private Map<String, Object> ofAlice(Object... more) {
        Map<String, Object> body = new HashMap<>(Map.of("tenant", "acme", "user", "alice"));
        for (int i = 0; i < more.length; i += 2) {
            body.put(more[i].toString(), more[i + 1]);
        }
        return body;
    }

    private JsonNode write(String path, Object... more) {
        return client.post(path, ofAlice(more)).expect(200).json();
    }

    @Test
    void aMemoryIsForgottenRestoredAndPinned() {
        MemoryId id = alice.remember("Alice likes tea.").id();
        write("/api/memory/forget", "id", id.toString());
        reopen();
        assertTrue(alice.get(id).isEmpty());

        write("/api/memory/undo", "id", id.toString());
        write("/api/memory/pin", "id", id.toString(), "reason", "asked by Alice");
        reopen();
        Memory now = alice.get(id).orElseThrow();
        assertTrue(now.pinned());
        assertEquals(Cause.of("inspector", "asked by Alice"), now.cause());
        write("/api/memory/unpin", "id", id.toString());
        assertFalse(alice.get(id).orElseThrow().pinned());
    }

    @Test
    void aReviewReleasesOrForgets() {
        MemoryId good = alice.remember("one").id();
        MemoryId bad = alice.remember("two").id();
        write("/api/memory/quarantine", "id", good.toString(), "reason", "looks odd");
        write("/api/memory/quarantine", "id", bad.toString());
        assertEquals(
                2,
                client.get("/api/review", "tenant", "acme", "user", "alice")
                        .path("items")
                        .size());

        write("/api/review/release", "id", good.toString());
        write("/api/review/forget", "id", bad.toString());
        reopen();
        assertEquals(Status.ACTIVE, alice.get(good).orElseThrow().status());
        assertEquals(Status.FORGOTTEN, alice.history(bad).getLast().status());
        client.post("/api/review/release", ofAlice("id", good.toString())).expect(409);
    }

    @Test
    void aContestedFactIsResolved() {
        alice.facts().set("birthday", "3 May");
        alice.facts().contest("birthday", "4 May");
        write("/api/facts/resolve", "key", "birthday", "value", "4 May", "reason", "passport");
        assertEquals(
                List.of("4 May"),
                alice.facts().values("birthday").stream().map(Memory::text).toList());
        client.post("/api/facts/resolve", ofAlice("key", "birthday", "value", "5 May", "reason", "x"))
                .expect(409);
    }

    @Test
    void anApprovedPlanRunsOnceAndIsUndone() {
        MemoryId one =
                alice.remember("Alice takes her coffee black, without sugar.").id();
        alice.remember("Alice takes her coffee black without sugar");
        JsonNode plan = write("/api/maintenance/plan", "operations", 100);
        assertEquals(1, plan.path("total").asInt());

        JsonNode run = write("/api/maintenance/run", "plan", plan.path("plan").asText());
        assertEquals(1, run.path("total").asInt());
        assertEquals(1, run.path("commits").size());
        assertEquals(Status.SUPERSEDED, alice.get(one).orElseThrow().status());
        client.post("/api/maintenance/run", Map.of("plan", plan.path("plan").asText()))
                .expect(409);

        write(
                "/api/maintenance/undo",
                "commits",
                List.of(run.path("commits").get(0).asText()));
        reopen();
        assertEquals(Status.ACTIVE, alice.get(one).orElseThrow().status());
        client.post("/api/maintenance/undo", Map.of("commits", List.of("999"))).expect(404);
        client.post("/api/maintenance/undo", Map.of("commits", List.of("x"))).expect(400);
    }

    @Test
    void aPlanOfAnEarlierStateIsRefusedUnlessThatIsAllowed() {
        alice.remember("Alice takes her coffee black, without sugar.");
        alice.remember("Alice takes her coffee black without sugar");
        String stale = write("/api/maintenance/plan").path("plan").asText();
        alice.remember("Something new.");
        String error = client.post("/api/maintenance/run", Map.of("plan", stale))
                .expect(409)
                .body();
        assertTrue(error.contains("commit 2") && error.contains("3 is now"), error);

        String other = write("/api/maintenance/plan").path("plan").asText();
        alice.remember("Something newer.");
        client.post("/api/maintenance/run", Map.of("plan", other, "evenIfChanged", true))
                .expect(200);
    }

    @Test
    void aTopicIsErasedWithAReceiptThatCanBeVerified() {
        MemoryId kept = alice.remember("Clara is a lawyer.").id();
        MemoryId gone = alice.remember("Clara lives in Rome.").id();
        JsonNode preview = write("/api/erasure/preview", "target", "topic", "names", List.of("Clara"));
        assertEquals(2, preview.path("total").asInt());

        JsonNode done = write(
                "/api/erasure/run", "preview", preview.path("preview").asText(), "keep", List.of(kept.toString()));
        assertEquals(1, done.path("erased").asInt());
        String receipt = done.path("receipt").asText();
        reopen();
        assertTrue(alice.get(kept).isPresent());
        assertEquals(Status.ERASED, alice.history(gone).getLast().status());
        assertTrue(write("/api/erasure/verify", "receipt", receipt).path("ok").asBoolean());
        String forged = receipt.replaceFirst("nonce .", "nonce " + (receipt.contains("nonce 0") ? "1" : "0"));
        assertFalse(write("/api/erasure/verify", "receipt", forged).path("ok").asBoolean());
        client.post("/api/erasure/verify", ofAlice("receipt", "no receipt")).expect(400);
        client.post(
                        "/api/erasure/run",
                        ofAlice("preview", preview.path("preview").asText()))
                .expect(409);
    }

    @Test
    void aMemoryIsErasedWithWhatWasDerivedFromIt() {
        Memory source = alice.remember("Alice is ill.");
        Memory derived = alice.remember(Observation.builder("Alice feels bad.")
                .derivedFrom(Set.of(source.id()))
                .build());
        JsonNode preview = write(
                "/api/erasure/preview", "target", "memory", "id", source.id().toString(), "reason", "asked");
        assertEquals(2, preview.path("total").asInt());
        alice.apply(List.of(MemoryOp.Adjust.pinned(derived.id(), true, Cause.HOST)));
        client.post(
                        "/api/erasure/run",
                        ofAlice("preview", preview.path("preview").asText()))
                .expect(409);

        JsonNode again = write(
                "/api/erasure/preview", "target", "memory", "id", source.id().toString());
        assertEquals(
                2,
                write("/api/erasure/run", "preview", again.path("preview").asText())
                        .path("erased")
                        .asInt());
        assertTrue(alice.get(derived.id()).isEmpty());
    }

    @Test
    void aWholeScopeIsErased() {
        alice.remember("one");
        manager.space(SampleStores.ALICE.withAgent("planner")).remember("two");
        JsonNode preview = write("/api/erasure/preview", "target", "scope");
        assertEquals(2, preview.path("total").asInt());
        assertEquals(
                2,
                write("/api/erasure/run", "preview", preview.path("preview").asText())
                        .path("erased")
                        .asInt());
        assertEquals(List.of(), manager.scopes("acme"));
    }
}
