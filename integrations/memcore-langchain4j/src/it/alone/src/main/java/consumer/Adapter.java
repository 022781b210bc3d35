package consumer;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import dev.memcore.api.MemorySpace;
import dev.memcore.langchain4j.LangChain4jEmbedder;
import dev.memcore.langchain4j.MemcoreChatMemoryStore;
import dev.memcore.langchain4j.MemcoreContentRetriever;
import dev.memcore.spi.Embedder;
import java.util.List;

/** A library that puts LangChain4j over somebody else's store: it needs the adapter, and nothing beside it. */
public final class Adapter {
    private Adapter() {}

    public static ChatMemoryStore remember(MemorySpace space, String chat, String text) {
        ChatMemoryStore store = MemcoreChatMemoryStore.in(space);
        store.updateMessages(chat, List.of(UserMessage.from(text)));
        return store;
    }

    public static ContentRetriever retriever(MemorySpace space) {
        return MemcoreContentRetriever.in(space).withLimit(5);
    }

    public static Embedder embedder(EmbeddingModel model) {
        return LangChain4jEmbedder.builder(model).modelId("some-model").build();
    }
}
