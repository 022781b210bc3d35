package consumer;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.langchain4j.MemcoreChatMemoryStore;
import java.util.List;

/** A host that names no version but that of the BOM. */
public final class Example {
    private Example() {}

    public static void main(String[] args) {
        try (MemoryManager memory = Memcore.inMemory()) {
            MemcoreChatMemoryStore store = MemcoreChatMemoryStore.in(memory.space(Scope.of("acme", "alice")));
            List<ChatMessage> said = List.of(UserMessage.from("I moved from Paris to Lisbon last spring."));
            store.updateMessages("monday", said);
            if (!store.getMessages("monday").equals(said)) {
                throw new AssertionError("the chat has " + store.getMessages("monday"));
            }
        }
    }
}
