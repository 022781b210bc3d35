package dev.memcore.adapter.chat;

import static dev.memcore.adapter.chat.Line.call;
import static dev.memcore.adapter.chat.Line.instruction;
import static dev.memcore.adapter.chat.Line.result;
import static dev.memcore.adapter.chat.Line.said;
import static dev.memcore.adapter.chat.Line.user;
import static dev.memcore.adapter.chat.Line.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConcurrentReplacementsTest {
    private static final String CHAT = "chat";
    private static final int THREADS = 8;
    private static final int EACH = 10;

    private final MemoryManager manager = Memcore.builder().withoutEmbedder().build();
    private final MemorySpace space = manager.space(Scope.of("acme", "alice"));
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final ChatWindows<Line> windows = ChatWindows.of(Lines.TRANSLATION);

    @AfterEach
    void close() {
        other.shutdownNow();
        manager.close();
    }

    /** What is in the window once two threads have replaced what both had read. */
    private void assertMerged(List<Line> expected, List<Line> before, List<Line> others, List<Line> mine)
            throws Exception {
        windows.replace(space, CHAT, before);
        assertEquals(said(before), said(windows.read(space, CHAT)));
        other.submit(() -> {
                    windows.read(space, CHAT);
                    windows.replace(space, CHAT, others);
                })
                .get();
        windows.replace(space, CHAT, mine);
        assertEquals(said(expected), said(windows.read(space, CHAT)));
    }

    @Test
    void whatBothAddedIsThere() throws Exception {
        assertMerged(users("a", "b", "c"), users("a"), users("a", "b"), users("a", "c"));
    }

    @Test
    void whatEitherDroppedIsGone() throws Exception {
        assertMerged(users("c", "d", "e"), users("a", "b", "c"), users("b", "c", "d"), users("a", "c", "e"));
    }

    @Test
    void anUnchangedListUndoesNothing() throws Exception {
        assertMerged(users("a", "b"), users("a"), users("a", "b"), users("a"));
    }

    @Test
    void resultsStayWithTheirCall() throws Exception {
        assertMerged(
                List.of(call("x"), result("x"), user("b"), user("c")),
                List.of(call("x")),
                List.of(call("x"), user("b")),
                List.of(call("x"), result("x"), user("c")));
        assertMerged(
                List.of(call("x", "y"), result("y"), result("x")),
                List.of(call("x", "y")),
                List.of(call("x", "y"), result("x")),
                List.of(call("x", "y"), result("y")));
    }

    @Test
    void anInstructionThatAnotherReplacedDoesNotComeBack() throws Exception {
        assertMerged(
                List.of(instruction("new"), user("a"), user("b")),
                List.of(instruction("old"), user("a")),
                List.of(instruction("new"), user("a")),
                List.of(instruction("old"), user("a"), user("b")));
    }

    @Test
    void whatAnotherDeletedDoesNotComeBackIntoTheWindow() throws Exception {
        windows.replace(space, CHAT, users("a"));
        windows.read(space, CHAT);
        other.submit(() -> windows.delete(space, CHAT, null)).get();

        windows.replace(space, CHAT, users("b"));

        assertEquals(said(users("b")), said(windows.read(space, CHAT)));
    }

    @Test
    void whoHasReadNothingReplaces() throws Exception {
        windows.replace(space, CHAT, users("a"));
        other.submit(() -> windows.replace(space, CHAT, users("a", "b"))).get();

        windows.replace(space, CHAT, users("a", "c"));

        assertEquals(said(users("a", "c")), said(windows.read(space, CHAT)));
    }

    @Test
    void aReadOfAnotherChatIsNoReadOfThis() {
        windows.replace(space, CHAT, users("a", "b"));
        windows.read(space, "other");

        windows.replace(space, CHAT, users("c"));

        assertEquals(said(users("c")), said(windows.read(space, CHAT)));
    }

    @Test
    void noMessageOfManyThreadsIsLost() throws Exception {
        ChatWindows<Line> second = ChatWindows.of(Lines.TRANSLATION);
        List<Future<?>> running;
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            running = IntStream.range(0, THREADS)
                    .<Future<?>>mapToObj(thread ->
                            threads.submit(() -> add(thread % 2 == 0 ? windows : second, thread)))
                    .toList();
        }
        for (Future<?> done : running) {
            done.get();
        }
        List<String> found = windows.read(space, CHAT).stream().map(Line::text).toList();
        assertEquals(THREADS * EACH, found.size());
        for (int thread = 0; thread < THREADS; thread++) {
            List<String> own = texts(thread);
            assertEquals(own, found.stream().filter(own::contains).toList(), "in the order of thread " + thread);
        }
        assertEquals(THREADS * EACH, space.session(CHAT).transcript().size());
    }

    private void add(ChatWindows<Line> store, int thread) {
        for (String text : texts(thread)) {
            List<Line> list = store.read(space, CHAT);
            list.add(user(text));
            store.replace(space, CHAT, list);
        }
    }

    private static List<String> texts(int thread) {
        return IntStream.range(0, EACH).mapToObj(i -> thread + " says " + i).toList();
    }
}
