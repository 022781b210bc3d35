package dev.memcore.spring.ai.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Erasure;
import dev.memcore.testkit.ManyThreads;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.session.EventFilter;
import org.springframework.ai.session.InMemorySessionRepository;
import org.springframework.ai.session.Session;
import org.springframework.ai.session.SessionEvent;
import org.springframework.ai.session.SessionRepository;

@NullUnmarked // a null fails the test
final class MemcoreSessionRepositoryTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");

    private MemoryManager manager = Memcore.builder().withoutEmbedder().build();
    private MemcoreSessionRepository repository = MemcoreSessionRepository.ofTenant(manager, "acme");

    @AfterEach
    void close() {
        manager.close();
    }

    private static Session session(String id, String user) {
        return Session.builder()
                .id(id)
                .userId(user)
                .createdAt(START)
                .metadata(Map.of("topic", "tea", "count", 7L))
                .build();
    }

    private static SessionEvent event(String id, String session, Message message) {
        return SessionEvent.builder()
                .id(id)
                .sessionId(session)
                .timestamp(START.plusSeconds(id.length()))
                .message(message)
                .metadata("source", "test")
                .branch(id.endsWith("3") ? "root.child" : null)
                .build();
    }

    private static SessionEvent summary(String id, String session, String text) {
        return SessionEvent.builder()
                .id(id)
                .sessionId(session)
                .timestamp(START)
                .message(new AssistantMessage(text))
                .metadata(SessionEvent.METADATA_SYNTHETIC, true)
                .build();
    }

    private List<String> texts(String session) {
        return repository.findEvents(session, EventFilter.all()).stream()
                .map(event -> event.getMessage().getText())
                .toList();
    }

    /** What a repository returns for a session. */
    private static List<Object> seen(SessionRepository repository, String session) {
        List<Object> seen = new ArrayList<>();
        seen.add(repository.getEventVersion(session));
        for (EventFilter filter : List.of(
                EventFilter.all(),
                EventFilter.active(),
                EventFilter.realOnly(),
                EventFilter.lastN(2),
                EventFilter.keywordSearch("TEA", 0, 2),
                EventFilter.builder().page(1).pageSize(2).build())) {
            for (SessionEvent event : repository.findEvents(session, filter)) {
                seen.add(List.of(
                        event.getId(),
                        event.getTimestamp(),
                        event.getMessage(),
                        event.getMetadata(),
                        String.valueOf(event.getBranch()),
                        event.isArchived()));
            }
            seen.add("end");
        }
        return seen;
    }

    /** The steps of a session: 0 to 3 append, 4 and 5 compact, 6 removes an event, 7 compacts with an old version. */
    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(0, 7).list().ofMaxSize(12);
    }

    @Property(tries = 10)
    void itReturnsWhatTheReferenceReturns(@ForAll("steps") List<Integer> steps) {
        try (MemoryManager own = Memcore.builder().withoutEmbedder().build()) {
            SessionRepository mine = MemcoreSessionRepository.ofTenant(own, "acme");
            SessionRepository reference = InMemorySessionRepository.builder().build();
            mine.save(session("s", "alice"));
            reference.save(session("s", "alice"));
            for (int i = 0; i < steps.size(); i++) {
                assertEquals(step(reference, steps.get(i), i), step(mine, steps.get(i), i));
                assertEquals(seen(reference, "s"), seen(mine, "s"));
            }
        }
    }

    private static boolean step(SessionRepository repository, int step, int i) {
        List<SessionEvent> active = repository.findEvents("s", EventFilter.active());
        if (step <= 3) {
            repository.appendEvent(event("event-" + i, "s", message(step, i)));
            return true;
        }
        List<SessionEvent> archived = active.stream()
                .filter(event -> !event.isSynthetic())
                .limit(active.size() / 2)
                .toList();
        List<SessionEvent> retained =
                new ArrayList<>(List.of(summary("summary-" + i, "s", "They talked about tea " + i)));
        active.stream()
                .filter(event -> !event.isSynthetic() && !archived.contains(event))
                .skip(step == 6 ? 1 : 0)
                .forEach(retained::add);
        return repository.compactEvents("s", archived, retained, repository.getEventVersion("s") - (step == 7 ? 1 : 0));
    }

    private static Message message(int step, int i) {
        return switch (step) {
            case 0 -> new UserMessage("Tea " + i + "?");
            case 1 -> new AssistantMessage("Yes " + i);
            case 2 ->
                AssistantMessage.builder()
                        .content("")
                        .toolCalls(List.of(new AssistantMessage.ToolCall("call-" + i, "function", "find", "{}")))
                        .build();
            default ->
                ToolResponseMessage.builder()
                        .responses(List.of(new ToolResponseMessage.ToolResponse("call-" + i, "find", "tea")))
                        .build();
        };
    }

    @Test
    void aRestartKeepsSessionsEventsAndVersions(@TempDir Path directory) {
        close();
        manager = Memcore.builder().directory(directory).withoutEmbedder().build();
        repository = MemcoreSessionRepository.ofTenant(manager, "acme");
        repository.save(session("s", "alice"));
        repository.appendEvent(event("1", "s", new UserMessage("I am allergic to peanuts.")));
        repository.appendEvent(event("2", "s", new AssistantMessage("Noted.")));
        List<SessionEvent> active = repository.findEvents("s", EventFilter.active());
        assertTrue(repository.compactEvents("s", active.subList(0, 1), active.subList(1, 2), 2));
        List<Object> before = seen(repository, "s");
        close();
        manager = Memcore.builder().directory(directory).withoutEmbedder().build();
        repository = MemcoreSessionRepository.ofTenant(manager, "acme");
        assertEquals(before, seen(repository, "s"));
        Session found = repository.findById("s");
        assertEquals(START, found.createdAt());
        assertEquals(Map.of("topic", "tea", "count", 7L), found.metadata());
        assertEquals(1, repository.findByUserId("alice").size());
    }

    @Test
    void aRepeatedEventIsStoredOnce() {
        repository.save(session("s", "alice"));
        SessionEvent event = event("1", "s", new UserMessage("once"));
        repository.appendEvent(event);
        repository.appendEvent(event);
        assertEquals(List.of("once"), texts("s"));
        assertEquals(1, repository.getEventVersion("s"));
    }

    @Test
    void removedEventsCanBeRecalled() {
        repository.save(session("s", "alice"));
        repository.appendEvent(event("1", "s", new UserMessage("I am allergic to peanuts.")));
        assertTrue(repository.compactEvents("s", List.of(), List.of(summary("sum", "s", "They talked.")), 1));
        assertEquals(List.of("They talked."), texts("s"));
        assertEquals(
                "I am allergic to peanuts.",
                manager.space(Scope.of("acme", "alice"))
                        .recall("allergic peanuts")
                        .hits()
                        .getFirst()
                        .memory()
                        .text());
    }

    @Test
    void oneOfSeveralCompactionsWinsAndNoAppendIsLost() throws Exception {
        repository.save(session("s", "alice"));
        repository.appendEvent(event("first", "s", new UserMessage("first")));
        AtomicInteger next = new AtomicInteger();
        List<Boolean> won = ManyThreads.call(() -> {
            int number = next.incrementAndGet();
            boolean compacted =
                    repository.compactEvents("s", List.of(), List.of(summary("sum" + number, "s", "sum")), 1);
            repository.appendEvent(event("e" + number, "s", new UserMessage("e" + number)));
            return compacted;
        });
        assertTrue(won.stream().filter(Boolean::booleanValue).count() <= 1);
        List<String> texts = texts("s");
        for (int number = 1; number <= won.size(); number++) {
            int wanted = number;
            boolean kept = texts.contains("e" + wanted);
            assertTrue(kept, () -> "e" + wanted + " is not in " + texts);
        }
        assertEquals(
                1 + won.size() + won.stream().filter(Boolean::booleanValue).count(), repository.getEventVersion("s"));
    }

    @Test
    void usersTenantsAndErasuresAreSeparate() {
        repository.save(session("a", "alice"));
        repository.save(session("b", "bob"));
        repository.appendEvent(event("1", "a", new UserMessage("I am Alice.")));
        repository.appendEvent(event("1", "b", new UserMessage("I am Bob.")));
        assertEquals(List.of("I am Alice."), texts("a"));
        assertEquals(1, repository.findByUserId("bob").size());
        assertNull(MemcoreSessionRepository.ofTenant(manager, "globex").findById("a"));
        assertThrows(MemoryException.class, () -> repository.save(session("a", "bob")));

        manager.space(Scope.of("acme", "alice")).erase(Erasure.wholeScope());
        assertNull(repository.findById("a"));
        assertEquals(List.of(), texts("a"));
        assertEquals(List.of("I am Bob."), texts("b"));
    }

    @Test
    void sessionsExpireAndAreDeleted() {
        repository.save(Session.builder()
                .id("old")
                .userId("alice")
                .createdAt(START)
                .expiresAt(START)
                .build());
        repository.save(session("s", "alice"));
        repository.appendEvent(event("1", "s", new UserMessage("tea")));
        assertEquals(List.of("old"), repository.findExpiredSessionIds(START.plusSeconds(1)));
        assertEquals(List.of(), repository.findExpiredSessionIds(START));
        repository.delete("s");
        repository.delete("s");
        assertNull(repository.findById("s"));
        assertEquals(0, repository.getEventVersion("s"));
        repository.save(session("s", "alice"));
        assertEquals(List.of(), texts("s"));
        repository.appendEvent(event("1", "s", new UserMessage("tea again")));
        assertEquals(List.of("tea again"), texts("s"));
    }

    @Test
    void unknownSessionsAreErrors() {
        assertThrows(
                IllegalArgumentException.class,
                () -> repository.appendEvent(event("1", "none", new UserMessage("tea"))));
        assertThrows(IllegalArgumentException.class, () -> repository.compactEvents("none", List.of(), List.of(), 0));
        assertFalse(repository.findEvents("none", EventFilter.all()).iterator().hasNext());
    }
}
