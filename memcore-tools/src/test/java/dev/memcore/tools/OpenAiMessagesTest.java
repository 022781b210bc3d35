package dev.memcore.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.context.ContextRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenAiMessagesTest {
    @Test
    void theTextIsASystemMessageBeforeTheWindow() throws IOException {
        try (MemoryManager memory = Memcore.inMemory()) {
            MemorySpace alice = memory.space(Scope.of("acme", "alice"));
            alice.remember("Alice is allergic to \"peanuts\".");
            SessionMemory session = alice.session("monday");
            session.add(Role.USER, "Hello!");
            session.addAll(List.of(
                    Observation.builder("Looking it up.")
                            .role(Role.ASSISTANT)
                            .toolCallId("c1")
                            .toolCallId("c2")
                            .build(),
                    Observation.builder("one").role(Role.TOOL).toolCallId("c1").build(),
                    Observation.builder("two").role(Role.TOOL).toolCallId("c2").build()));
            JsonNode messages = new ObjectMapper()
                    .readTree(OpenAiMessages.json(
                            session.context(ContextRequest.builder("What is Alice allergic to?", 500)
                                    .messages(true)
                                    .build())));
            assertEquals("system", messages.get(0).path("role").asText());
            assertTrue(messages.get(0).path("content").asText().contains("\"peanuts\""), messages::toString);
            assertEquals("Hello!", messages.get(1).path("content").asText());
            assertEquals(2, messages.get(2).path("tool_calls").size());
            assertEquals(
                    "c2", messages.get(2).path("tool_calls").get(1).path("id").asText());
            assertEquals("c1", messages.get(3).path("tool_call_id").asText());
            assertEquals("two", messages.get(4).path("content").asText());
            assertEquals(5, messages.size());
        }
    }
}
