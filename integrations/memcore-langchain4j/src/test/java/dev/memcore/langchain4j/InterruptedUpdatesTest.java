package dev.memcore.langchain4j;

import static dev.memcore.langchain4j.Messages.call;
import static dev.memcore.langchain4j.Messages.result;
import static dev.memcore.langchain4j.Messages.system;
import static dev.memcore.langchain4j.Messages.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.message.ChatMessage;
import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An update is stopped before its first write, its second, ...: what is there is the old state or the new, and it can go on. */
final class InterruptedUpdatesTest {
    private static final String CHAT = "chat";
    private static final Set<String> WRITES = Set.of("remember", "rememberAll", "apply", "forget", "erase");
    private static final List<ChatMessage> OLD = List.of(system("old"), user("a"), user("b"));
    private static final List<ChatMessage> NEW = List.of(system("new"), user("b"), call("x"), result("x"));

    /** A fake death of the process. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A fake space that does no write from the given one on. */
    private static MemorySpace dying(MemorySpace space, int[] writesLeft) {
        return (MemorySpace) Proxy.newProxyInstance(
                MemorySpace.class.getClassLoader(), new Class<?>[] {MemorySpace.class}, (proxy, method, arguments) -> {
                    if (WRITES.contains(method.getName()) && writesLeft[0]-- <= 0) {
                        throw new Killed();
                    }
                    try {
                        return method.invoke(space, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void anUpdateThatWasStoppedAnywhereCanBeRepeated() {
        int writes = 0;
        while (stoppedAfter(writes)) {
            writes++;
        }
        assertTrue(writes >= 2, "only " + writes + " writes");
    }

    private static boolean stoppedAfter(int writes) {
        try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
            MemorySpace space = manager.space(Scope.of("acme"));
            MemcoreChatMemoryStore store = MemcoreChatMemoryStore.in(space);
            store.updateMessages(CHAT, OLD);
            boolean stopped = false;
            try {
                MemcoreChatMemoryStore.in(dying(space, new int[] {writes})).updateMessages(CHAT, NEW);
            } catch (Killed e) {
                stopped = true;
            }

            assertEquals(stopped ? OLD : NEW, store.getMessages(CHAT));
            store.updateMessages(CHAT, NEW);
            assertEquals(NEW, store.getMessages(CHAT));
            assertEquals(6, kept(space), "each message once");
            return stopped;
        }
    }

    @Test
    void aFirstUpdateThatWasStoppedAnywhereCanBeRepeated() {
        for (int writes = 0; writes < 3; writes++) {
            try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
                MemorySpace space = manager.space(Scope.of("acme"));
                try {
                    MemcoreChatMemoryStore.in(dying(space, new int[] {writes})).updateMessages(CHAT, OLD);
                } catch (Killed e) {
                    assertEquals(List.of(), MemcoreChatMemoryStore.in(space).getMessages(CHAT));
                }
                MemcoreChatMemoryStore.in(space).updateMessages(CHAT, OLD);
                assertEquals(OLD, MemcoreChatMemoryStore.in(space).getMessages(CHAT));
                assertEquals(3, kept(space));
            }
        }
    }

    @Test
    void aDeletionThatWasStoppedAnywhereHasEmptiedTheWindowAndCanBeRepeated() {
        for (int writes = 1; writes < 5; writes++) {
            try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
                MemorySpace space = manager.space(Scope.of("acme"));
                MemcoreChatMemoryStore store = MemcoreChatMemoryStore.in(space);
                store.updateMessages(CHAT, OLD);
                try {
                    MemcoreChatMemoryStore.in(dying(space, new int[] {writes})).deleteMessages(CHAT);
                } catch (Killed e) {
                    assertEquals(List.of(), store.getMessages(CHAT));
                }
                store.deleteMessages(CHAT);
                assertEquals(0, kept(space));
                store.updateMessages(CHAT, OLD);
                assertEquals(OLD, store.getMessages(CHAT));
            }
        }
    }

    @Test
    void aStoppedUpdateWhoseMessageWasForgottenMeanwhileMakesItAnew() {
        try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
            MemorySpace space = manager.space(Scope.of("acme"));
            MemcoreChatMemoryStore store = MemcoreChatMemoryStore.in(space);
            try {
                MemcoreChatMemoryStore.in(dying(space, new int[] {1})).updateMessages(CHAT, List.of(user("hi")));
            } catch (Killed e) {
                assertEquals(1, kept(space));
            }
            store.deleteMessages(CHAT);

            store.updateMessages(CHAT, List.of(user("hi")));

            assertEquals(List.of(user("hi")), store.getMessages(CHAT));
        }
    }

    private static int kept(MemorySpace space) {
        return space.list(MemoryFilter.builder().session(CHAT).build().everywhere(), null, 100)
                .memories()
                .size();
    }
}
