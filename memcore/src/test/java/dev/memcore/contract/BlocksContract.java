package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Block;
import dev.memcore.api.Blocks;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a space promises of blocks and of usage. */
abstract class BlocksContract extends StoreTest {
    private MemorySpace bob;
    private Blocks blocks;

    @BeforeEach
    void openSpaces() {
        bob = manager.space(Scope.of("acme", "bob"));
        blocks = bob.blocks();
    }

    @Test
    void aBlockIsSetAndReadAndHasVersions() {
        Block first = blocks.set("persona", "I am kind", 20);
        clock.advance(Duration.ofHours(1));
        Block second = blocks.set("persona", "I am strict");

        assertEquals(20, second.limit());
        assertEquals(first.memory().id(), second.memory().id());
        assertEquals(Optional.of(second), blocks.get("persona"));
        assertEquals(
                List.of("I am kind", "I am strict"),
                bob.history(first.memory().id()).stream().map(Memory::text).toList());
        bob.undo(first.memory().id());
        assertEquals("I am kind", blocks.get("persona").orElseThrow().text());
        reopen();
        openSpaces();
        assertEquals("I am kind", blocks.get("persona").orElseThrow().text());
    }

    @Test
    void aBlockThatWouldBeTooLongStaysAsItWas() {
        blocks.set("persona", "short", 10);

        assertFails(ErrorCode.LIMIT_EXCEEDED, () -> blocks.set("persona", "much too long"));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> blocks.set("persona", " "));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> blocks.set(" ", "x"));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> blocks.set("persona", "x", 0));
        assertEquals("short", blocks.get("persona").orElseThrow().text());
    }

    @Test
    void aRemovedBlockIsGoneAndCanBeSetAgain() {
        blocks.set("task", "write");

        assertTrue(blocks.remove("task"));
        assertFalse(blocks.remove("task"));
        assertFalse(blocks.remove("other"));
        assertEquals(Optional.empty(), blocks.get("task"));
        assertEquals(List.of(), blocks.list());
        assertEquals(3, blocks.set("task", "read").memory().version());
        assertEquals(List.of("task"), blocks.list().stream().map(Block::name).toList());
    }

    @Test
    void blocksAreOfTheirScopeAloneAndHiddenFromRecall() {
        blocks.set("b", "likes tea");
        blocks.set("a", "likes coffee");
        manager.space(Scope.of("acme")).blocks().set("shared", "likes water");

        assertEquals(List.of("a", "b"), blocks.list().stream().map(Block::name).toList());
        assertEquals(Optional.empty(), blocks.get("shared"));
        assertEquals(List.of(), bob.recall("likes tea").memories());
        assertEquals(List.of(), bob.list(MemoryFilter.any(), null, 10).memories());
        assertEquals(
                3,
                bob.list(MemoryFilter.builder().kind(Kind.BLOCK).build(), null, 10)
                        .memories()
                        .size());
    }

    @Test
    void keysOfTheStoreAreNotTheHosts() {
        assertFails(
                ErrorCode.INVALID_ARGUMENT,
                () -> bob.remember(Observation.builder("x")
                        .idempotencyKey("memcore:block:persona")
                        .build()));
    }

    @Test
    void usesAreCountedAndSurvive() {
        Memory used = bob.remember("Bob likes tea");
        Memory other = bob.remember("Bob likes coffee");
        MemorySpace eve = manager.space(Scope.of("acme", "eve"));

        bob.feedback(Set.of(used.id(), new MemoryId(1, 1)), Outcome.CITED);
        clock.advance(Duration.ofSeconds(1));
        bob.feedback(Set.of(used.id()), Outcome.SUCCEEDED);
        bob.feedback(Set.of(used.id()), Outcome.FAILED);
        eve.feedback(Set.of(used.id()), Outcome.CITED);
        Usage usage = new Usage(3, 1, 1, START.plusSeconds(1));
        assertEquals(usage, bob.usage(used.id()));
        assertEquals(Usage.NONE, bob.usage(other.id()));
        assertEquals(Usage.NONE, eve.usage(used.id()));
        assertEquals(1, bob.history(used.id()).size());
        assertEquals(List.of(used), bob.recall("tea").memories().subList(0, 1));

        reopen();
        openSpaces();
        assertEquals(usage, bob.usage(used.id()));
        manager.awaitIndexed();
        clock.advance(Duration.ofMinutes(1));
        bob.feedback(Set.of(other.id()), Outcome.CITED);
        clock.advance(Duration.ofMinutes(1));
        bob.feedback(Set.of(other.id()), Outcome.CITED);
        manager.awaitIndexed();
        assertEquals(2, bob.usage(other.id()).uses());
        assertTrue(manager.check().ok());
    }

    @Test
    void usesAreInAnExportOfTheSameMoment() {
        Memory tea = bob.remember("Bob likes tea");
        for (int i = 0; i < 5; i++) {
            bob.feedback(Set.of(tea.id()), Outcome.CITED);
        }
        Usage live = bob.usage(tea.id());
        assertEquals(5, live.uses());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manager.exportTo(out);
        try (MemoryManager copy = Memcore.inMemory()) {
            copy.importFrom(new ByteArrayInputStream(out.toByteArray()));
            assertEquals(live, copy.space(Scope.of("acme", "bob")).usage(tea.id()));
        }
        assertEquals(live, bob.usage(tea.id()));
    }
}
