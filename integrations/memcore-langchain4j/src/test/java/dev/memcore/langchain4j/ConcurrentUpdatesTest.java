package dev.memcore.langchain4j;

import static dev.memcore.langchain4j.Messages.ai;
import static dev.memcore.langchain4j.Messages.call;
import static dev.memcore.langchain4j.Messages.result;
import static dev.memcore.langchain4j.Messages.system;
import static dev.memcore.langchain4j.Messages.user;
import static dev.memcore.langchain4j.Messages.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConcurrentUpdatesTest {
    private static final Scope SCOPE = Scope.of("acme", "alice");
    private static final String CHAT = "chat";
    private static final int THREADS = 8;
    private static final int EACH = 10;

    private final MemoryManager manager = Memcore.builder().withoutEmbedder().build();
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final MemcoreChatMemoryStore store = MemcoreChatMemoryStore.in(manager.space(SCOPE));

    @AfterEach
    void close() {
        other.shutdownNow();
        manager.close();
    }

    /** What is in the window once two threads have updated what both had read. */
    private List<ChatMessage> after(List<ChatMessage> before, List<ChatMessage> others, List<ChatMessage> mine)
            throws Exception {
        store.updateMessages(CHAT, before);
        assertEquals(before, store.getMessages(CHAT));
        other.submit(() -> {
                    store.getMessages(CHAT);
                    store.updateMessages(CHAT, others);
                })
                .get();
        store.updateMessages(CHAT, mine);
        return store.getMessages(CHAT);
    }

    @Test
    void whatBothAddedIsThere() throws Exception {
        assertEquals(users("a", "b", "c"), after(users("a"), users("a", "b"), users("a", "c")));
    }

    @Test
    void resultsStayWithTheirCall() throws Exception {
        assertEquals(
                List.of(call("x"), result("x"), user("b"), user("c")),
                after(List.of(call("x")), List.of(call("x"), user("b")), List.of(call("x"), result("x"), user("c"))));
        assertEquals(
                List.of(call("x", "y"), result("y"), result("x")),
                after(
                        List.of(call("x", "y")),
                        List.of(call("x", "y"), result("x")),
                        List.of(call("x", "y"), result("y"))));
    }

    @Test
    void aSystemMessageThatAnotherReplacedDoesNotComeBack() throws Exception {
        assertEquals(
                List.of(system("new"), user("a"), user("b")),
                after(
                        List.of(system("old"), user("a")),
                        List.of(system("new"), user("a")),
                        List.of(system("old"), user("a"), user("b"))));
    }

    @Test
    void noMessageOfManyThreadsInOneChatIsLost() throws Exception {
        MemcoreChatMemoryStore second = MemcoreChatMemoryStore.in(manager.space(SCOPE));

        inParallel(thread -> add(thread % 2 == 0 ? store : second, CHAT, thread));

        List<ChatMessage> messages = store.getMessages(CHAT);
        List<ChatMessage> all = IntStream.range(0, THREADS)
                .boxed()
                .flatMap(thread -> said(thread).stream())
                .toList();
        assertEquals(sorted(all), sorted(messages));
        for (int thread = 0; thread < THREADS; thread++) {
            List<ChatMessage> own = said(thread);
            assertEquals(own, messages.stream().filter(own::contains).toList(), "in the order of thread " + thread);
        }
        assertEquals(
                THREADS * EACH,
                manager.space(SCOPE).session(CHAT).window(1_000_000).size());
    }

    @Test
    void chatsOfManyThreadsDoNotMeet() throws Exception {
        inParallel(thread -> add(store, "chat " + thread, thread));

        for (int thread = 0; thread < THREADS; thread++) {
            assertEquals(said(thread), store.getMessages("chat " + thread));
        }
    }

    private static Void add(MemcoreChatMemoryStore store, String chat, int thread) {
        MessageWindowChatMemory memory = MessageWindowChatMemory.builder()
                .id(chat)
                .maxMessages(THREADS * EACH)
                .chatMemoryStore(store)
                .build();
        said(thread).forEach(memory::add);
        return null;
    }

    private static List<ChatMessage> said(int thread) {
        return IntStream.range(0, EACH).mapToObj(i -> ai(thread + " says " + i)).toList();
    }

    private static List<String> sorted(List<ChatMessage> messages) {
        return messages.stream().map(MessageText::of).sorted().toList();
    }

    private interface Work {
        Void run(int thread) throws Exception;
    }

    private static void inParallel(Work work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            tasks.add(() -> {
                start.await();
                return work.run(thread);
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
    }
}
