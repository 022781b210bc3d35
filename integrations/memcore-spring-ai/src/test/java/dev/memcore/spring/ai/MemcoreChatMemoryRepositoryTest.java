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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.api.session.Transcript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;

final class MemcoreChatMemoryRepositoryTest {
    private static final String CHAT = "chat";

    @TempDir
    private Path directory;

    private MemoryManager manager;
    private MemorySpace alice;
    private MemcoreChatMemoryRepository repository;

    @BeforeEach
    void open() {
        manager = Memcore.open(directory);
        alice = manager.space(Scope.of("acme", "alice"));
        repository = MemcoreChatMemoryRepository.in(alice);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private List<String> recalled(String question) {
        return alice.recall(question).memories().stream()
                .map(memory -> memory.text())
                .toList();
    }

    @Test
    void aRestartKeepsEverything() {
        List<Message> messages =
                List.of(system("Be brief."), user("Weather?"), calls("1", "2"), results("1", "2"), answer("Sunny."));
        repository.saveAll(CHAT, messages);
        close();
        open();
        assertEquals(contents(messages), contents(repository.findByConversationId(CHAT)));
        assertEquals(List.of(CHAT), repository.findConversationIds());
    }

    @Test
    void evictedHistoryCanBeRecalled() {
        MessageWindowChatMemory window = MessageWindowChatMemory.builder()
                .chatMemoryRepository(repository)
                .maxMessages(2)
                .build();
        window.add(CHAT, user("I am allergic to peanuts."));
        window.add(CHAT, answer("I will remember that."));
        window.add(CHAT, user("What is the capital of Portugal?"));
        window.add(CHAT, answer("Lisbon."));

        assertEquals(List.of("What is the capital of Portugal?", "Lisbon."), texts(window.get(CHAT)));
        assertEquals(
                "I am allergic to peanuts.", recalled("What am I allergic to?").getFirst());
        assertEquals(4, alice.session(CHAT).transcript().size());
    }

    @Test
    void anEditedListIsANewWindowAndNoRewrite() {
        repository.saveAll(CHAT, users("I live in Lisbon.", "Thanks."));
        repository.saveAll(CHAT, users("I live in Porto.", "Thanks."));

        assertEquals(List.of("I live in Porto.", "Thanks."), texts(repository.findByConversationId(CHAT)));
        Transcript transcript = alice.session(CHAT).transcript();
        List<String> all = IntStream.range(0, transcript.size())
                .mapToObj(at -> transcript.get(at).text())
                .toList();
        assertEquals(List.of("I live in Lisbon.", "Thanks.", "I live in Porto."), all);
    }

    @Test
    void equalMessagesAreDifferentMessages() {
        repository.saveAll(CHAT, users("Okay."));
        List<Message> list = new ArrayList<>(repository.findByConversationId(CHAT));
        list.add(user("Okay."));
        repository.saveAll(CHAT, list);
        assertEquals(List.of("Okay.", "Okay."), texts(repository.findByConversationId(CHAT)));
        assertEquals(2, alice.session(CHAT).transcript().size());
    }

    @Test
    void theSameListWritesNothing() {
        repository.saveAll(CHAT, users("a", "b"));
        long before = manager.stats().lastSequence();
        repository.saveAll(CHAT, users("a", "b"));
        assertEquals(before, manager.stats().lastSequence());
    }

    @Test
    void aWindowThatSplitsAnExchangeReturnsWholeExchanges() {
        List<Message> messages = List.of(user("Weather?"), calls("1"), results("1"), answer("Sunny."), user("Thanks."));
        for (int from = 0; from < messages.size(); from++) {
            repository.saveAll(CHAT, messages.subList(from, messages.size()));
            List<Message> found = repository.findByConversationId(CHAT);
            boolean call = found.stream().anyMatch(message -> message.equals(messages.get(1)));
            boolean result = found.stream().anyMatch(message -> message.equals(messages.get(2)));
            assertEquals(call, result, "from " + from);
            assertEquals(from <= 1, call, "from " + from);
        }
    }

    @Test
    void callsAtTheEndWaitForTheirResults() {
        List<Message> messages = List.of(user("Weather?"), calls("1", "2"));
        repository.saveAll(CHAT, messages);
        assertEquals(contents(messages), contents(repository.findByConversationId(CHAT)));
        repository.saveAll(CHAT, List.of(messages.get(0), messages.get(1), results("1", "2")));
        assertEquals(3, repository.findByConversationId(CHAT).size());
    }

    /** Some providers give calls no ids, or the same id to all. */
    @Test
    void exchangesWithBlankIdsAreWhole() {
        List<Message> messages = List.of(user("Weather?"), calls("", ""), results("", ""), answer("Sunny."));
        repository.saveAll(CHAT, messages);
        assertEquals(contents(messages), contents(repository.findByConversationId(CHAT)));
        repository.saveAll(CHAT, List.of(user("Weather?"), calls("", ""), results(""), answer("Sunny.")));
        assertEquals(List.of("Weather?", "Sunny."), texts(repository.findByConversationId(CHAT)));
    }

    /** A message of a subclass, which is read as one of the base type. */
    @Test
    void aMessageThatIsReadAsAnotherIsStoredOnce() {
        for (int i = 0; i < 3; i++) {
            repository.saveAll(CHAT, List.of(user("Weather?"), new AssistantMessage("Sunny.") {}));
        }
        assertEquals(List.of("Weather?", "Sunny."), texts(repository.findByConversationId(CHAT)));
        assertEquals(2, alice.session(CHAT).transcript().size());
    }

    @Test
    void twoThreadsLoseNothing() throws Exception {
        MessageWindowChatMemory window = MessageWindowChatMemory.builder()
                .chatMemoryRepository(repository)
                .maxMessages(1_000)
                .build();
        Set<String> expected = new TreeSet<>();
        List<Thread> threads = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            for (int i = 0; i < 25; i++) {
                expected.add(name + i);
            }
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 25; i++) {
                    window.add(CHAT, user(name + i));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> found = texts(repository.findByConversationId(CHAT));
        assertEquals(expected, new TreeSet<>(found));
        assertEquals(50, found.size());
    }

    @Test
    void deletedConversationsAreForgottenAndCanBeUndone() {
        repository.saveAll(CHAT, users("I live in Lisbon."));
        repository.saveAll("other", users("I like tea."));
        repository.deleteByConversationId(CHAT);

        assertEquals(List.of(), repository.findByConversationId(CHAT));
        assertEquals(List.of("other"), repository.findConversationIds());
        assertFalse(recalled("Where do I live?").contains("I live in Lisbon."));
        repository.saveAll(CHAT, users("Hello."));
        assertEquals(List.of("Hello."), texts(repository.findByConversationId(CHAT)));
        assertEquals(Set.of(CHAT, "other"), Set.copyOf(repository.findConversationIds()));
    }

    @Test
    void erasedConversationsLeaveReceipts() {
        List<ErasureReceipt> receipts = new ArrayList<>();
        repository.saveAll(CHAT, users("My number is 4711."));
        repository.erasing(receipts::add).deleteByConversationId(CHAT);
        assertEquals(1, receipts.size());
        assertTrue(alice.verify(receipts.getFirst()).ok());
        assertEquals(List.of(), repository.findByConversationId(CHAT));
    }

    @Test
    void emptyListsAreConversations() {
        repository.saveAll(CHAT, List.of());
        assertEquals(List.of(CHAT), repository.findConversationIds());
        assertEquals(List.of(), repository.findByConversationId(CHAT));
        assertEquals(List.of(), repository.findByConversationId("unknown"));
        repository.deleteByConversationId("unknown");
    }

    @Test
    void usersOfOneTenantDoNotSeeEachOther() {
        MemcoreChatMemoryRepository tenant = MemcoreChatMemoryRepository.ofTenant(manager, "acme");
        String mine = ConversationId.of("acme", "alice", CHAT).toString();
        String theirs = ConversationId.of("acme", "bob", CHAT).toString();
        tenant.saveAll(mine, users("I am Alice."));
        tenant.saveAll(theirs, users("I am Bob."));

        assertEquals(List.of("I am Alice."), texts(tenant.findByConversationId(mine)));
        assertEquals(List.of("I am Bob."), texts(tenant.findByConversationId(theirs)));
        assertEquals(Set.of(mine, theirs), Set.copyOf(tenant.findConversationIds()));
        tenant.deleteByConversationId(mine);
        assertEquals(List.of("I am Bob."), texts(tenant.findByConversationId(theirs)));
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void nullsAndForeignIdsAreRejected() {
        MemcoreChatMemoryRepository tenant = MemcoreChatMemoryRepository.ofTenant(manager, "acme");
        for (Runnable call : List.<Runnable>of(
                () -> repository.findByConversationId(null),
                () -> repository.saveAll(CHAT, null),
                () -> repository.saveAll(CHAT, Arrays.asList(user("a"), null)),
                () -> tenant.findByConversationId(CHAT),
                () -> repository.findByConversationId(" "))) {
            assertEquals(
                    ErrorCode.INVALID_ARGUMENT,
                    assertThrows(MemoryException.class, call::run).code());
        }
    }
}
