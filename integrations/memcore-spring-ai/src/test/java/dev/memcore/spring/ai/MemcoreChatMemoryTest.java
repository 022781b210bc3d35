package dev.memcore.spring.ai;

import static dev.memcore.spring.ai.SampleMessages.answer;
import static dev.memcore.spring.ai.SampleMessages.calls;
import static dev.memcore.spring.ai.SampleMessages.contents;
import static dev.memcore.spring.ai.SampleMessages.results;
import static dev.memcore.spring.ai.SampleMessages.system;
import static dev.memcore.spring.ai.SampleMessages.texts;
import static dev.memcore.spring.ai.SampleMessages.user;
import static dev.memcore.spring.ai.SampleMessages.users;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.testkit.ManyThreads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.messages.Message;

final class MemcoreChatMemoryTest {
    private static final String CHAT =
            ConversationId.of("acme", "alice", "chat").toString();

    @TempDir
    private Path directory;

    private MemoryManager manager;
    private MemcoreChatMemory memory;

    @BeforeEach
    void open() {
        manager = Memcore.builder().directory(directory).withoutEmbedder().build();
        memory = MemcoreChatMemory.ofTenant(manager, "acme");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aRestartKeepsEverything() {
        List<Message> messages =
                List.of(system("Be brief."), user("Weather?"), calls("1", "2"), results("1", "2"), answer("Sunny."));
        memory.add(CHAT, messages);
        close();
        open();
        assertEquals(contents(messages), contents(memory.get(CHAT)));
    }

    @Test
    void theBudgetNeverSplitsAnExchange() {
        List<Message> exchange = List.of(user("Weather?"), calls("1", "2"), results("1", "2"), answer("Sunny."));
        for (int turn = 0; turn < 3; turn++) {
            memory.add(CHAT, exchange);
        }
        for (int tokens = 1; tokens < 120; tokens += 7) {
            List<Message> window = memory.withTokens(tokens).get(CHAT);
            long called = window.stream().filter(exchange.get(1)::equals).count();
            long answered = window.stream().filter(exchange.get(2)::equals).count();
            assertEquals(called, answered, "with " + tokens + " tokens");
        }
    }

    @Test
    void evictedMessagesCanBeRecalled() {
        memory.add(CHAT, user("I am allergic to peanuts."));
        memory.add(CHAT, users("What about a long walk?", "And a swim in the sea, early in the morning?"));
        assertEquals(1, memory.withTokens(16).get(CHAT).size());
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
    void theLatestSystemMessageComesFirstAndRepetitionsAreNotStored() {
        for (String text : List.of("Be brief.", "Be kind.", "Be kind.")) {
            memory.add(CHAT, List.of(system(text), user("Tea?")));
        }
        assertEquals(List.of("Be kind.", "Tea?", "Tea?", "Tea?"), texts(memory.get(CHAT)));
        assertEquals(
                5,
                manager.space(Scope.of("acme", "alice"))
                        .session("chat")
                        .transcript()
                        .size());
    }

    @Test
    void manyThreadsLoseNothing() throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<List<String>> added = ManyThreads.call(() -> {
            List<String> mine = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String text = "message " + next.incrementAndGet();
                memory.add(CHAT, List.of(user(text), answer("re " + text)));
                mine.add(text);
                mine.add("re " + text);
            }
            return mine;
        });
        TreeSet<String> expected = new TreeSet<>();
        added.forEach(expected::addAll);
        List<String> found = texts(memory.withTokens(100_000).get(CHAT));
        assertEquals(expected, new TreeSet<>(found));
        assertEquals(expected.size(), found.size());
    }

    @Test
    void clearForgetsAndErases() {
        String other = ConversationId.of("acme", "bob", "chat").toString();
        memory.add(CHAT, users("My number is 4711."));
        memory.add(other, users("I am Bob."));
        List<ErasureReceipt> receipts = new ArrayList<>();
        memory.clear(CHAT);
        assertEquals(List.of(), memory.get(CHAT));
        memory.add(CHAT, users("My number is 4712."));
        memory.erasing(receipts::add).clear(CHAT);
        assertEquals(List.of(), memory.get(CHAT));
        assertTrue(manager.space(Scope.of("acme", "alice"))
                .verify(receipts.getFirst())
                .ok());
        assertEquals(List.of("I am Bob."), texts(memory.get(other)));
    }

    @Test
    void idsWithoutAScopeAreRejected() {
        assertThrows(MemoryException.class, () -> memory.get("chat"));
        assertThrows(MemoryException.class, () -> memory.add("globex/alice/-/chat", users("Hello.")));
        memory.add(CHAT, List.of());
        assertEquals(List.of(), memory.get(CHAT));
    }
}
