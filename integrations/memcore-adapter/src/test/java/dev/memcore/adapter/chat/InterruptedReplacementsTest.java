package dev.memcore.adapter.chat;

import static dev.memcore.adapter.chat.Line.call;
import static dev.memcore.adapter.chat.Line.instruction;
import static dev.memcore.adapter.chat.Line.result;
import static dev.memcore.adapter.chat.Line.said;
import static dev.memcore.adapter.chat.Line.user;
import static dev.memcore.adapter.chat.Line.users;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A change is stopped before its first write, its second, and so on. Then the old state or the new is there, and the
 * change can be repeated.
 */
final class InterruptedReplacementsTest {
    private static final String CHAT = "chat";
    private static final Set<String> WRITES = Set.of("remember", "rememberAll", "apply", "forget", "erase");
    private static final List<Line> OLD = List.of(instruction("old"), user("a"), user("b"));
    private static final List<Line> NEW = List.of(instruction("new"), user("b"), call("x"), result("x"));

    private final MemoryManager manager = Memcore.builder().withoutEmbedder().build();
    private final ChatWindows<Line> windows = ChatWindows.of(Lines.TRANSLATION);
    private int spaces;

    /** A fake death of the process. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private MemorySpace newSpace() {
        return manager.space(Scope.of("acme", "user " + ++spaces));
    }

    /** Makes a change in a fake space that does only so many writes; returns whether they were too few. */
    private static boolean stopped(MemorySpace space, int writes, Consumer<MemorySpace> change) {
        int[] left = {writes};
        MemorySpace dying = (MemorySpace) Proxy.newProxyInstance(
                MemorySpace.class.getClassLoader(), new Class<?>[] {MemorySpace.class}, (proxy, method, arguments) -> {
                    if (WRITES.contains(method.getName()) && left[0]-- <= 0) {
                        throw new Killed();
                    }
                    try {
                        return method.invoke(space, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        try {
            change.accept(dying);
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    private static int kept(MemorySpace space) {
        return space.list(MemoryFilter.builder().session(CHAT).build().everywhere(), null, 100)
                .memories()
                .size();
    }

    private void assertWindow(List<Line> expected, MemorySpace space) {
        assertEquals(said(expected), said(ChatWindows.of(Lines.TRANSLATION).read(space, CHAT)));
    }

    @Test
    void aReplacementCanBeRepeated() {
        boolean stopped = true;
        for (int writes = 0; stopped; writes++) {
            MemorySpace space = newSpace();
            windows.replace(space, CHAT, OLD);
            stopped = stopped(space, writes, dying -> windows.replace(dying, CHAT, NEW));
            assertTrue(stopped || writes == 2, writes + " writes");
            assertWindow(stopped ? OLD : NEW, space);
            windows.replace(space, CHAT, NEW);
            assertWindow(NEW, space);
            assertEquals(6, kept(space), "each message once");
        }
    }

    @Test
    void aFirstReplacementCanBeRepeated() {
        for (int writes = 0; writes < 3; writes++) {
            MemorySpace space = newSpace();
            assertTrue(stopped(space, writes, dying -> windows.replace(dying, CHAT, OLD)));
            assertWindow(List.of(), space);
            windows.replace(space, CHAT, OLD);
            assertWindow(OLD, space);
            assertEquals(3, kept(space));
        }
    }

    @Test
    void aDeletionHasEmptiedTheWindowAndCanBeRepeated() {
        boolean stopped = true;
        for (int writes = 1; stopped; writes++) {
            MemorySpace space = newSpace();
            windows.replace(space, CHAT, OLD);
            stopped = stopped(space, writes, dying -> windows.delete(dying, CHAT, null));
            assertWindow(List.of(), space);
            windows.delete(space, CHAT, null);
            assertEquals(0, kept(space));
            assertEquals(List.of(), windows.sessions(space).toList());
            windows.replace(space, CHAT, OLD);
            assertWindow(OLD, space);
        }
    }

    @Test
    void messagesOfADeletedChatAreMadeAnewOnceAlsoByAStoppedReplacement() {
        MemorySpace space = newSpace();
        for (int round = 0; round < 3; round++) {
            windows.replace(space, CHAT, users("hi"));
            windows.delete(space, CHAT, null);
        }
        // The first write takes the key of a forgotten message; those after it make the message.
        for (int writes = 1; writes < 6; writes++) {
            assertTrue(stopped(space, writes, dying -> windows.replace(dying, CHAT, users("hi"))));
            assertTrue(kept(space) <= 1, kept(space) + " messages");
        }
        windows.replace(space, CHAT, users("hi"));
        assertWindow(users("hi"), space);
        assertEquals(1, kept(space));
    }
}
