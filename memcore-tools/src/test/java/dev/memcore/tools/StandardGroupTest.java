package dev.memcore.tools;

import static dev.memcore.tools.TwoTenants.fails;
import static dev.memcore.tools.TwoTenants.id;
import static dev.memcore.tools.TwoTenants.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StandardGroupTest {
    private final TwoTenants store = new TwoTenants();
    private final MemoryTools tools =
            MemoryTools.builder(store.bob).groups(ToolGroup.STANDARD).build();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aFactHasItsValuesOverTime() {
        ok(tools, "remember", "{'text': 'Lisbon', 'key': 'home town'}");
        store.clock.advance(Duration.ofDays(1));
        String id = id(ok(tools, "remember", "{'text': 'Porto', 'key': 'Home Town'}"));
        assertEquals("home town: Porto [" + id + "]", ok(tools, "facts", ""));
        assertEquals(2, ok(tools, "facts", "{'key': 'home town'}").lines().count());
        assertEquals("There is no fact with the key 'shoe size'.", ok(tools, "facts", "{'key': 'shoe size'}"));
    }

    @Test
    void aMessageBelongsToAConversation() {
        ok(tools, "remember", "{'text': 'When does the train leave?', 'session': 'monday'}");
        ok(tools, "remember", "{'text': 'At nine.', 'session': 'monday', 'role': 'assistant'}");
        assertEquals("monday: 2 messages, 2026-03-01 to 2026-03-01", ok(tools, "sessions", "{}"));
        String messages = ok(tools, "sessions", "{'session': 'monday', 'first': 2}");
        assertTrue(messages.endsWith("assistant: At nine."), messages);
        assertTrue(fails(tools, "sessions", "{'session': 'monday', 'first': 3}").contains("at most 2"));
        assertTrue(ok(tools, "context", "{'question': 'When is it?', 'session': 'monday'}")
                .contains("At nine."));
        assertEquals("There is no conversation 'friday'.", ok(tools, "sessions", "{'session': 'friday'}"));
        assertEquals("Argument 'role' needs 'session'.", fails(tools, "remember", "{'text': 'a', 'role': 'user'}"));
        assertTrue(fails(tools, "remember", "{'text': 'a', 'key': 'k', 'session': 's'}")
                .contains("leave out 'key' or 'session'"));
    }

    @Test
    void aForgottenMemoryHasAHistory() {
        String id = id(ok(tools, "remember", "{'text': 'Bob is allergic to peanuts'}"));
        assertEquals("Forgot memory " + id + ".", ok(tools, "forget", "{'id': '" + id + "'}"));
        assertEquals("No memory was found.", ok(tools, "recall", "{'query': 'peanuts'}"));
        assertEquals(2, ok(tools, "history", "{'id': '" + id + "'}").lines().count());
        String unknown = fails(tools, "history", "{'id': '00000000-0000-0000-0000-000000000000'}");
        MemoryTools other =
                MemoryTools.builder(store.eve).groups(ToolGroup.STANDARD).build();
        assertEquals(
                unknown.replace("00000000-0000-0000-0000-000000000000", id),
                fails(other, "history", "{'id': '" + id + "'}"));
    }

    @Test
    void theCountsAreOfThisScope() {
        ok(tools, "remember", "{'text': 'a note'}");
        store.eve.remember("another note");
        assertEquals("memories: 1\n  note: 1\nfacts with a key: 0\nconversations: 0", ok(tools, "stats", ""));
    }
}
