package dev.memcore.langchain4j;

import static dev.memcore.langchain4j.Messages.call;
import static dev.memcore.langchain4j.Messages.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kinds, attributes and keys are those of earlier versions, whose stores this version reads. */
final class LangChain4jFormatTest {
    @Test
    void theNamesInAStoreDoNotChange() {
        try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
            MemorySpace space = manager.space(Scope.of("acme"));
            MemcoreChatMemoryStore.in(space).updateMessages("c", List.of(user("hi"), call("x")));
            TextSegment segment = TextSegment.from("figs", Metadata.from(Map.of("a", 1)));
            MemcoreEmbeddingStore.in(space)
                    .addAll(List.of("1"), List.of(Embedding.from(new float[1])), List.of(segment));

            assertEquals(
                    List.of(
                            "turn [langchain4j.chat] langchain4j:message:",
                            "turn [langchain4j.chat, langchain4j.json.00] langchain4j:message:",
                            "chat-window [langchain4j.chat]"
                                + " langchain4j:window:8eed0ac3c47493a24703d1baeecc0b429d04044b3dcbdec8d189283ddb27d8fa",
                            "segment [langchain4j.segment, langchain4j.types, segment.a] null"),
                    space.list(MemoryFilter.any().everywhere(), null, 10).memories().stream()
                            .map(LangChain4jFormatTest::names)
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
