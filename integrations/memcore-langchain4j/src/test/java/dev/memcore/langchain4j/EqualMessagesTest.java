package dev.memcore.langchain4j;

import static dev.memcore.langchain4j.Messages.ai;
import static dev.memcore.langchain4j.Messages.call;
import static dev.memcore.langchain4j.Messages.result;
import static dev.memcore.langchain4j.Messages.system;
import static dev.memcore.langchain4j.Messages.user;
import static dev.memcore.langchain4j.Messages.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that say the same are different messages: none is lost, and none is kept twice. */
final class EqualMessagesTest {
    private static final String CHAT = "monday";

    private final MemoryManager manager = Memcore.inMemory();
    private MemcoreChatMemoryStore store = newStore();

    private MemcoreChatMemoryStore newStore() {
        return MemcoreChatMemoryStore.in(manager.space(Scope.of("acme", "alice")));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private ChatMemory window(int messages) {
        return MessageWindowChatMemory.builder()
                .id(CHAT)
                .maxMessages(messages)
                .chatMemoryStore(store)
                .build();
    }

    /** All messages of the chat in their order, also of those that have left the window. */
    private List<ChatMessage> kept() {
        return manager.space(Scope.of("acme", "alice")).session(CHAT).window(Integer.MAX_VALUE).stream()
                .map(MessageCodec::decode)
                .toList();
    }

    private void assertAllKept(int window, List<ChatMessage> said) {
        ChatMemory memory = window(window);
        said.forEach(memory::add);
        assertEquals(said, kept());
        assertEquals(said.subList(Math.max(0, said.size() - window), said.size()), memory.messages());
    }

    @Test
    void anAnswerThatIsAlwaysTheSame() {
        List<ChatMessage> said = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            said.addAll(List.of(user("message " + i), ai("Okay.")));
        }
        assertAllKept(6, said);
    }

    @Test
    void anExchangeThatIsRepeated() {
        List<ChatMessage> said = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            said.addAll(List.of(user("Are you there?"), ai("Yes.")));
        }
        assertAllKept(4, said);
    }

    @Test
    void nothingButOneMessage() {
        assertAllKept(3, users("Okay.", "Okay.", "Okay.", "Okay.", "Okay.", "Okay.", "Okay."));
    }

    @Test
    void theSameToolCallInEveryTurn() {
        ChatMemory memory = window(5);
        List<ChatMessage> said = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            said.addAll(List.of(user("weather?"), call("call_0"), result("call_0"), ai("sunny")));
        }
        said.forEach(memory::add);
        assertEquals(said, kept());
    }

    @Test
    void oneObjectThatIsAddedAgainAndAgain() {
        ChatMessage okay = ai("Okay.");
        assertAllKept(3, List.of(user("a"), okay, user("b"), okay, okay, user("c"), okay));
    }

    @Test
    void aNewStoreForEveryUpdate() {
        List<ChatMessage> said = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            said.addAll(List.of(user("go on"), ai("Okay.")));
        }
        for (ChatMessage message : said) {
            store = newStore();
            window(4).add(message);
        }
        assertEquals(said, kept());
    }

    @Test
    void listsOfCopies() {
        List<ChatMessage> said = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            said.add(user("message " + i));
            said.add(ai("Okay."));
            // Nothing of these lists is an object that the store has handed over.
            store.updateMessages(CHAT, copies(said.subList(Math.max(0, said.size() - 5), said.size())));
        }
        assertEquals(said, kept());
    }

    @Test
    void listsThatAnotherThreadHasRead() throws Exception {
        List<ChatMessage> said = new ArrayList<>();
        try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < 12; i++) {
                List<ChatMessage> list =
                        reader.submit(() -> store.getMessages(CHAT)).get();
                List<ChatMessage> more = List.of(user("message " + i), ai("Okay."));
                list.addAll(more);
                said.addAll(more);
                store.updateMessages(CHAT, list.subList(Math.max(0, list.size() - 4), list.size()));
            }
        }
        assertEquals(said, kept());
    }

    private static List<ChatMessage> copies(List<ChatMessage> messages) {
        return messages.stream().map(MessageCodec::normal).toList();
    }

    @Test
    void aMemoryThatSummarizes() {
        List<ChatMessage> said = new ArrayList<>();
        int summaries = 0;
        for (int i = 0; i < 30; i++) {
            List<ChatMessage> list = store.getMessages(CHAT);
            ChatMessage next = i % 2 == 0 ? user("go on") : ai("Okay.");
            list.add(next);
            said.add(next);
            if (list.size() > 8) {
                list.subList(0, 5).clear();
                list.addFirst(system("summary " + ++summaries));
            }
            store.updateMessages(CHAT, list);
        }
        List<ChatMessage> kept = new ArrayList<>(kept());
        assertEquals(said.size() + summaries, kept.size());
        kept.removeIf(message -> message.equals(system("summary 1")) || !said.contains(message));
        assertEquals(said, kept);
    }

    @Test
    void instructionsStayOneWhereverTheyStand() {
        store.updateMessages(CHAT, List.of(user("a"), system("be brief"), ai("Okay.")));
        store.updateMessages(CHAT, List.of(system("be brief"), user("a"), ai("Okay."), user("b")));
        List<ChatMessage> read = store.getMessages(CHAT);
        read.set(0, system("be brief"));
        read.add(ai("Okay."));
        store.updateMessages(CHAT, read);

        assertEquals(List.of(user("a"), system("be brief"), ai("Okay."), user("b"), ai("Okay.")), kept());
        assertEquals(
                List.of(system("be brief"), user("a"), ai("Okay."), user("b"), ai("Okay.")), store.getMessages(CHAT));
    }

    @Test
    void aShorterListAndTheSameListAgain() {
        List<ChatMessage> said = List.of(user("a"), ai("Okay."), user("b"), ai("Okay."));
        store.updateMessages(CHAT, said);
        store.updateMessages(CHAT, said);
        assertEquals(said, kept());

        store.updateMessages(CHAT, said.subList(2, 4));
        store.updateMessages(CHAT, said.subList(2, 4));
        assertEquals(said, kept());
        assertEquals(said.subList(2, 4), store.getMessages(CHAT));

        store.deleteMessages(CHAT);
        assertEquals(List.of(), kept());
        store.updateMessages(CHAT, said);
        assertEquals(said, kept());
    }

    @Test
    void windowsOfAnySizeOverFewTexts() {
        for (int seed = 0; seed < 12; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<ChatMessage> said = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                String text = "text " + random.nextInt(3);
                said.add(random.nextBoolean() ? user(text) : ai(text));
            }
            int window = 1 + random.nextInt(6);
            if (window > 1) {
                assertAllKept(window, said);
            }
            store.deleteMessages(CHAT);
        }
    }
}
