package dev.memcore.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.error.MemoryException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ConversationTest {
    @Test
    void aSessionIsNamedByValueAndClass() {
        assertEquals("default", Conversation.sessionOf("default"));
        assertEquals("##1", Conversation.sessionOf("#1"));
        assertEquals("#int:-7", Conversation.sessionOf(-7));
        assertEquals("#long:7", Conversation.sessionOf(7L));
        assertEquals("#uuid:00000000-0000-0001-0000-000000000002", Conversation.sessionOf(new UUID(1, 2)));
    }

    @Test
    void otherClassesAreRefused() {
        MemoryException e = assertThrows(MemoryException.class, () -> Conversation.sessionOf(new Object()));
        assertTrue(e.toString().contains("java.lang.Object"), e::toString);
        assertThrows(MemoryException.class, () -> Conversation.sessionOf(null));
    }

    @Test
    @SuppressWarnings("NullAway")
    void aConversationHasASpaceAndAName() {
        try (MemoryManager manager = Memcore.inMemory()) {
            assertThrows(MemoryException.class, () -> new Conversation(null, "x"));
            assertThrows(MemoryException.class, () -> new Conversation(manager.space(Scope.of("acme")), " "));
            assertThrows(MemoryException.class, () -> new Conversation(manager.space(Scope.of("acme")), null));
        }
    }
}
