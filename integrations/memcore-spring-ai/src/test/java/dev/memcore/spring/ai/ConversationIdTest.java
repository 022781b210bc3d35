package dev.memcore.spring.ai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ConversationIdTest {
    @Provide
    Arbitrary<ConversationId> ids() {
        Arbitrary<String> names =
                Arbitraries.strings().withChars("a-/%2DF5.").ofMinLength(1).ofMaxLength(4);
        return Combinators.combine(names, names.injectNull(0.3), names.injectNull(0.3), names)
                .as((tenant, user, agent, session) -> new ConversationId(new Scope(tenant, user, agent), session));
    }

    @Property(tries = 500)
    void theTextIdentifiesTheConversation(@ForAll("ids") ConversationId one, @ForAll("ids") ConversationId other) {
        assertEquals(one, ConversationId.parse(one.toString()));
        assertEquals(one.equals(other), one.toString().equals(other.toString()));
    }

    @Property(tries = 1000)
    void anAcceptedTextIsTheTextOfItsConversation(@ForAll("texts") String text) {
        try {
            assertEquals(text, ConversationId.parse(text).toString());
        } catch (MemoryException e) {
            assertEquals(ErrorCode.INVALID_ARGUMENT, e.code());
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("a-/%2DF5").ofMaxLength(12);
    }

    @Example
    void itReadsAsTheDocumentationSays() {
        assertEquals(
                "acme/alice/-/chat-1",
                ConversationId.of("acme", "alice", "chat-1").toString());
        assertEquals("a%2Fb/%2D/-/%25", ConversationId.of("a/b", "-", "%").toString());
    }

    @Example
    void otherTextsAndTenantsAreRefused() {
        try (MemoryManager manager = Memcore.inMemory()) {
            for (String text : List.of(
                    "",
                    "chat-1",
                    "acme/alice/chat-1",
                    "globex/alice/-/chat-1",
                    "-/alice/-/chat-1",
                    "acme/al%41ce/-/c")) {
                MemoryException error = assertThrows(
                        MemoryException.class,
                        () -> ChatConversation.ofTenant(manager, "acme").apply(text),
                        text);
                assertEquals(ErrorCode.INVALID_ARGUMENT, error.code());
            }
        }
    }
}
