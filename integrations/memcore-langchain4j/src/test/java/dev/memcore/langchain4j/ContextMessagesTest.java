package dev.memcore.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.context.ContextRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ContextMessagesTest {
    private static List<ChatMessage> messages(SessionMemory session, String question) {
        return ContextMessages.of(session.context(
                ContextRequest.builder(question, 500).messages(true).build()));
    }

    @Test
    void theTextIsASystemMessageBeforeTheWindow() {
        try (MemoryManager memory = Memcore.inMemory()) {
            MemorySpace alice = memory.space(Scope.of("acme", "alice"));
            alice.remember("Alice is allergic to peanuts.");
            SessionMemory session = alice.session("monday");
            session.add(Role.USER, "Hello!");
            session.addAll(List.of(
                    Observation.builder("Looking it up.")
                            .role(Role.ASSISTANT)
                            .toolCallId("c1")
                            .build(),
                    Observation.builder("peanuts")
                            .role(Role.TOOL)
                            .toolCallId("c1")
                            .build()));
            List<ChatMessage> messages = messages(session, "What is Alice allergic to?");
            assertTrue(
                    assertInstanceOf(SystemMessage.class, messages.getFirst())
                            .text()
                            .contains("peanuts"),
                    messages::toString);
            assertEquals(UserMessage.from("Hello!"), messages.get(1));
            AiMessage call = assertInstanceOf(AiMessage.class, messages.get(2));
            assertEquals("c1", call.toolExecutionRequests().getFirst().id());
            assertEquals(
                    "c1",
                    assertInstanceOf(ToolExecutionResultMessage.class, messages.get(3))
                            .id());
            assertEquals(4, messages.size());
        }
    }

    @Test
    void messagesOfTheChatStoreAreReturnedAsTheyWere() {
        try (MemoryManager memory = Memcore.inMemory()) {
            MemorySpace alice = memory.space(Scope.of("acme", "alice"));
            List<ChatMessage> chat = List.of(
                    UserMessage.from("Where is my bike?"),
                    AiMessage.from(ToolExecutionRequest.builder()
                            .id("c1")
                            .name("find")
                            .arguments("{\"thing\":\"bike\"}")
                            .build()),
                    ToolExecutionResultMessage.from("c1", "find", "in the cellar"));
            MemcoreChatMemoryStore.in(alice).updateMessages("chat", chat);
            List<ChatMessage> messages = messages(alice.session("chat"), "zebra?");
            assertEquals(chat, messages.subList(messages.size() - 3, messages.size()));
        }
    }
}
