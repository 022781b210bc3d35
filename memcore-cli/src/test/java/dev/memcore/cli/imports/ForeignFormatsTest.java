package dev.memcore.cli.imports;

import static dev.memcore.cli.imports.ImportRig.ALICE;
import static dev.memcore.cli.imports.ImportRig.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files of each format: what is imported, with which time, role and id, and what is not. */
final class ForeignFormatsTest {
    @TempDir
    private Path directory;

    private ImportRig rig;

    @BeforeEach
    void makeRig() {
        rig = new ImportRig(directory);
    }

    @Test
    void mem0() throws IOException {
        assertEquals(1, rig.run(rig.resource("mem0.json"), "mem0"));
        assertEquals(2, rig.report().path("imported").asInt());
        assertEquals(
                List.of(
                        "1 the file names no user; give --user",
                        "2 an entry needs the texts id and memory",
                        "1 created_at is not a time in ISO 8601: yesterday"),
                rig.reasons());
        Memory peanuts = rig.memories(ALICE).getFirst();
        assertEquals("Allergic to peanuts", peanuts.text());
        assertEquals(at("2024-07-20T08:30:36.275Z"), peanuts.eventTime());
        assertEquals(Role.USER, peanuts.role());
        assertEquals("3c90c3cc-0d44-4b50-8888-8dd25736052a", attribute(peanuts, "mem0.id"));
        assertEquals(Instant.parse("2024-08-01T10:00:00Z"), attribute(peanuts, "mem0.updated_at"));
        assertEquals("doctor", attribute(peanuts, "mem0.agent_id"));
        assertEquals("visit-7", attribute(peanuts, "mem0.run_id"));
        assertEquals("health, food", attribute(peanuts, "mem0.categories"));
        assertEquals(2L, attribute(peanuts, "mem0.metadata.priority"));
        assertEquals("[\"food\",\"risk\"]", attribute(peanuts, "mem0.metadata.tags"));
        assertEquals(true, attribute(peanuts, "mem0.metadata.checked"));
        assertNull(attribute(peanuts, "mem0.metadata.none"));
        Memory train = rig.memories(Scope.of("acme", "bob")).getFirst();
        assertEquals(at("2024-07-21T08:15:00Z"), train.eventTime());
        assertEquals(Instant.parse("2099-02-01T00:00:00Z"), train.expiresAt());
    }

    @Test
    void chatGptFollowsTheBranchThatThePersonSaw() throws IOException {
        assertEquals(1, rig.run(rig.resource("chatgpt.json"), "chatgpt", "--user", "alice"));
        assertEquals(4, rig.report().path("imported").asInt());
        assertEquals(
                List.of(
                        "1 a message that ChatGPT does not show",
                        "1 a part of type image_asset_pointer",
                        "1 content of type thoughts",
                        "1 a message of another branch",
                        "1 current_node names no node of the mapping"),
                rig.reasons());
        List<Memory> window = rig.in(ALICE, space -> space.session("c-1").window(1_000));
        assertEquals(
                List.of("How do I fix this chain?", "Use a chain tool.\nThen oil it.", "Thank you!"), texts(window));
        assertEquals(
                List.of(Role.USER, Role.ASSISTANT, Role.USER),
                window.stream().map(Memory::role).toList());
        assertEquals(at("2023-11-14T22:13:30.123Z"), window.getFirst().eventTime());
        assertEquals("n4", attribute(window.get(1), "chatgpt.id"));
        assertEquals("gpt-4o", attribute(window.get(1), "chatgpt.model"));
        assertEquals("Bike repair", attribute(window.get(1), "chatgpt.title"));
    }

    @Test
    void claude() throws IOException {
        assertEquals(1, rig.run(rig.resource("claude.json"), "claude", "--user", "alice"));
        assertEquals(4, rig.report().path("imported").asInt());
        assertEquals(
                List.of(
                        "1 a block of type thinking",
                        "1 a block of type tool_use",
                        "1 a message needs a uuid and the sender human or assistant",
                        "1 a conversation without messages"),
                rig.reasons());
        List<Memory> window = rig.in(ALICE, space -> space.session("0f6e-1").window(1_000));
        assertEquals(
                List.of(
                        "Which roses are hardy?",
                        "The soil has a pH of 6.4.",
                        "Rosa rugosa is hardy.\n\nIt likes sand.",
                        "Old form without blocks"),
                texts(window));
        assertEquals(at("2025-03-01T10:00:01.250Z"), window.getFirst().eventTime());
        assertEquals("soil.txt", attribute(window.get(1), "claude.attachment"));
        assertEquals("m1", attribute(window.get(2), "claude.parent"));
        assertEquals(Role.ASSISTANT, window.get(2).role());
    }

    @Test
    void langChain4jKeepsToolCallsWithTheirResults() throws IOException {
        assertEquals(1, rig.run(rig.resource("langchain4j.json"), "langchain4j", "--user", "alice"));
        assertEquals(7, rig.report().path("imported").asInt());
        assertTrue(
                rig.reasons().getLast().contains("but has CUSTOM"),
                rig.reasons().toString());
        List<Memory> window =
                rig.in(ALICE, space -> space.session("langchain4j").window(1_000));
        assertEquals(
                List.of(
                        "Be kind.",
                        "Where is my bike?",
                        "Let me look.",
                        "{\"shed\":true}",
                        "In the shed.",
                        "Thanks",
                        "Thanks"),
                texts(window));
        assertEquals("zoe", window.get(1).speaker());
        assertEquals(List.of("c1"), window.get(2).toolCallIds());
        assertEquals(List.of("c1"), window.get(3).toolCallIds());
        assertEquals(Role.TOOL, window.get(3).role());
        assertEquals(
                0,
                rig.run(
                        rig.file("more.json", "[{\"text\":\"Hi\",\"type\":\"AI\"}]"),
                        "langchain4j",
                        "--user",
                        "alice",
                        "--session",
                        "other"));
        assertEquals(
                1, rig.in(ALICE, space -> space.session("other").window(1_000)).size());
    }

    @Test
    void langChain4jEmbeddings() throws IOException {
        assertEquals(0, rig.run(rig.resource("embeddings.json"), "langchain4j-embeddings", "--user", "alice"));
        Memory bike = rig.memories(ALICE).getFirst();
        assertEquals("The bike is red.", bike.text());
        assertEquals(4L, attribute(bike, "langchain4j-embeddings.metadata.n"));
        assertEquals("id1", attribute(bike, "langchain4j-embeddings.id"));
        assertEquals(List.of("1 an entry without text"), rig.reasons());
    }

    @Test
    void zep() throws IOException {
        assertEquals(1, rig.run(rig.resource("zep.json"), "zep", "--user", "alice"));
        assertEquals(3, rig.report().path("imported").asInt());
        assertEquals(2, rig.reasons().size(), rig.reasons().toString());
        List<Memory> memories = rig.memories(ALICE);
        Memory moved = memories.get(0);
        assertEquals(Kind.EPISODE, moved.kind());
        assertEquals(at("2025-05-01T00:00:00Z"), moved.eventTime());
        assertEquals("diary", attribute(moved, "zep.source_description"));
        Memory sea = rig.in(ALICE, space -> space.session("t-9").window(100)).getFirst();
        assertEquals(Role.USER, sea.role());
        assertEquals("Alice", sea.speaker());
        assertEquals(at("2025-05-03T09:00:00Z"), sea.eventTime());
        Memory lives = memories.stream()
                .filter(memory -> memory.kind().equals(Kind.FACT))
                .findFirst()
                .orElseThrow();
        assertEquals(Instant.parse("2025-05-01T00:00:00Z"), lives.validFrom());
        assertEquals(Instant.parse("2026-01-01T00:00:00Z"), lives.validTo());
        assertEquals("LIVES_IN", attribute(lives, "zep.name"));
        assertEquals("[\"e-1\"]", attribute(lives, "zep.episodes"));
    }

    private static EventTime at(String moment) {
        return EventTime.at(Instant.parse(moment));
    }

    private static List<String> texts(List<Memory> memories) {
        return memories.stream().map(Memory::text).toList();
    }
}
