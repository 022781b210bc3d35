package dev.memcore.tools;

import static dev.memcore.tools.TwoTenants.id;
import static dev.memcore.tools.TwoTenants.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.session.WindowLine;
import dev.memcore.consolidation.summary.Gists;
import dev.memcore.consolidation.summary.Summarizers;
import dev.memcore.spi.TokenCounter;
import dev.memcore.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The six operations on memory of "Rethinking Memory in AI" (Du et al., 2025), each by the tool or method that
 * docs/guide/tools.md names for it.
 */
final class SixOperationsTest {
    private static final TokenCounter TOKENS = TokenCounter.approximate();

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final MemoryManager manager = Memcore.builder()
            .clock(clock)
            .withoutEmbedder()
            .policies(Gists.windowPerSessionPlusGist(2, Summarizers.rareWords(TOKENS)))
            .build();
    private final MemorySpace space = manager.space(Scope.of("acme", "bob"));
    private final SessionMemory session = space.session("trip");
    private final MemoryTools tools = MemoryTools.builder(space)
            .groups(ToolGroup.MEMORY, ToolGroup.CONTEXT)
            .session("trip")
            .build();

    @AfterEach
    void close() {
        assertTrue(manager.check().ok());
        manager.close();
    }

    @Test
    void consolidationMakesMemoriesThatNameTheirSources() {
        List<Memory> turns = talk();
        manager.maintain();
        Memory gist = gist();
        assertFalse(gist.derivedFrom().isEmpty());
        for (MemoryId source : gist.derivedFrom()) {
            assertTrue(turns.stream().anyMatch(turn -> turn.id().equals(source)));
            assertTrue(space.get(source).isPresent());
        }
    }

    @Test
    void updatingHidesTheOldValueAndKeepsItsHistory() {
        ok(tools, "memory_add", "{'text': 'Lisbon', 'key': 'home town'}");
        clock.advance(Duration.ofDays(1));
        String id = id(ok(tools, "memory_add", "{'text': 'Port', 'key': 'home town'}"));
        ok(tools, "memory_update", "{'id': '" + id + "', 'text': 'Porto'}");
        assertEquals(
                List.of("Porto"),
                space.facts().values("home town").stream().map(Memory::text).toList());
        String found = ok(tools, "memory_search", "{'query': 'What is my home town now?'}");
        assertTrue(found.contains("Porto") && !found.contains("Lisbon"), found);
        assertEquals(3, space.facts().timeline("home town").size());
    }

    @Test
    void indexingMakesAMemoryReachable() {
        String id = id(ok(tools, "memory_add", "{'text': 'The tram leaves at nine'}"));
        ok(tools, "memory_add", "{'text': 'The departure lounge is closed'}");
        String search = "{'query': 'departure of the streetcar', 'limit': 1}";
        assertFalse(ok(tools, "memory_search", search).contains(id));
        space.setSearchKeys(
                MemoryId.parse(id), SearchKeys.QUESTIONS, List.of("When is the departure of the streetcar?"));
        assertTrue(ok(tools, "memory_search", search).contains(id));
    }

    @Test
    void forgettingEndsRetrieval() {
        String id = id(ok(tools, "memory_add", "{'text': 'Bob is allergic to peanuts'}"));
        ok(tools, "memory_forget", "{'id': '" + id + "'}");
        assertEquals("No memory was found.", ok(tools, "memory_search", "{'query': 'allergic to peanuts'}"));
        assertEquals(2, space.history(MemoryId.parse(id)).size());
    }

    @Test
    void retrievalIsDeterministic() {
        talk();
        manager.awaitIndexed();
        String found = ok(tools, "memory_search", "{'query': 'Which train goes to Lisbon?'}");
        assertTrue(found.contains("Lisbon"));
        for (int i = 0; i < 3; i++) {
            assertEquals(found, ok(tools, "memory_search", "{'query': 'Which train goes to Lisbon?'}"));
        }
    }

    @Test
    void compressionTakesFewerTokensAndCanBeReversed() {
        talk();
        List<String> before = lines();
        ok(tools, "context_fold", "{'from': 'Turn 1.', 'to': 'Turn 8.'}");
        assertTrue(tokens(lines()) < tokens(before) / 2);
        ok(tools, "context_restore", "{}");
        assertEquals(before, lines());
        manager.maintain();
        List<String> sources = gist().derivedFrom().stream()
                .map(source -> space.get(source).orElseThrow().text())
                .toList();
        assertTrue(TOKENS.count(gist().text()) < tokens(sources));
        assertTrue(gist().text().contains("Porto"), gist().text());
    }

    private List<Memory> talk() {
        for (int i = 1; i <= 10; i++) {
            session.add(
                    Role.USER, "Turn " + i + ". The train to Lisbon leaves from platform " + i + " at nine o'clock.");
            session.add(Role.ASSISTANT, "The hotel in Porto has a room for the night number " + i + " of the trip.");
        }
        return session.window(100_000);
    }

    private List<String> lines() {
        return session.folds().window(100_000).lines().stream()
                .map(WindowLine::text)
                .toList();
    }

    private Memory gist() {
        return space.list(MemoryFilter.builder().kind(Kind.SUMMARY).build(), null, 1)
                .memories()
                .getFirst();
    }

    private static int tokens(List<String> lines) {
        return TOKENS.count(String.join("\n", lines));
    }
}
