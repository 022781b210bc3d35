package dev.memcore.spring.ai;

import static dev.memcore.spring.ai.SampleMessages.calls;
import static dev.memcore.spring.ai.SampleMessages.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;

/** Kinds, attributes and keys are those of earlier versions, whose stores this version reads. */
final class SpringAiFormatTest {
    @Test
    void theNamesInAStoreDoNotChange() {
        try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
            MemorySpace space = manager.space(Scope.of("acme"));
            MemcoreChatMemoryRepository.in(space).saveAll("c", List.of(user("hi"), calls("x")));
            MemcoreVectorStore.in(space).add(List.of(new Document("1", "figs", Map.of("a", 1, "b", List.of(1, 2)))));

            assertEquals(
                    List.of(
                            "turn [spring.chat] spring-ai:message:",
                            "turn [spring.chat, spring.json.00] spring-ai:message:",
                            "chat-window [spring.chat]"
                                + " spring-ai:window:8eed0ac3c47493a24703d1baeecc0b429d04044b3dcbdec8d189283ddb27d8fa",
                            "document [document.a, spring.document, spring.json.00] null"),
                    space.list(MemoryFilter.any().everywhere(), null, 10).memories().stream()
                            .map(SpringAiFormatTest::names)
                            .toList());
        }
    }

    /** The digest in the key of a message is left out, because it depends on all of its properties. */
    private static String names(Memory memory) {
        String key = String.valueOf(memory.observation().idempotencyKey());
        return memory.kind() + " " + memory.attributes().keySet() + " "
                + key.replaceFirst("(:message:)[0-9a-f]{64}$", "$1");
    }
}
