package dev.memcore.bench.eval.run;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThan;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.memcore.api.MemorySpace;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.spi.Embedder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What LangChain4j puts into a prompt with its in-memory parts: the contents that {@link EmbeddingStoreContentRetriever}
 * retrieves, and the messages of {@link MessageWindowChatMemory}, of which as many as fit into the rest of the budget. The
 * retriever sees the documents before the question. The documents of one group are embedded at a time.
 */
final class LangChainPrompts implements PromptMethod {
    private static final String AT = "at";
    private static final int BATCH = 256;

    private final EmbeddingModel model;
    private String embedded = "";
    private InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();

    LangChainPrompts(Embedder embedder) {
        this.model = new Adapter(embedder);
    }

    /** An embedder as LangChain4j's model. */
    private record Adapter(Embedder embedder) implements EmbeddingModel {
        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            List<String> texts = segments.stream().map(TextSegment::text).toList();
            return Response.from(embedder.embed(texts, Embedder.Purpose.DOCUMENT).stream()
                    .map(Embedding::from)
                    .toList());
        }

        @Override
        public Response<Embedding> embed(String text) {
            return Response.from(Embedding.from(
                    embedder.embed(List.of(text), Embedder.Purpose.QUERY).getFirst()));
        }
    }

    private void embed(Group group) {
        if (group.id().equals(embedded)) {
            return;
        }
        store = new InMemoryEmbeddingStore<>();
        List<TextSegment> segments = new ArrayList<>();
        for (Document document : group.documents()) {
            segments.add(TextSegment.from(document.text(), new Metadata().put(AT, segments.size())));
        }
        for (int from = 0; from < segments.size(); from += BATCH) {
            List<TextSegment> batch = segments.subList(from, Math.min(segments.size(), from + BATCH));
            store.addAll(model.embedAll(batch).content(), batch);
        }
        embedded = group.id();
    }

    @Override
    public Prompt prompt(MemorySpace space, Group group, Asked asked, int budget) {
        embed(group);
        List<Content> contents = EmbeddingStoreContentRetriever.builder()
                .embeddingStore(store)
                .embeddingModel(model)
                .maxResults(HITS)
                .filter(new IsLessThan(AT, asked.after()))
                .build()
                .retrieve(Query.from(asked.text()));
        List<String> lines = new ArrayList<>();
        Map<String, Integer> shown = new LinkedHashMap<>();
        int used = 0;
        for (Content content : contents) {
            Integer at = content.textSegment().metadata().getInteger(AT);
            Document document = group.documents().get(at == null ? 0 : at);
            int tokens = PromptTrial.COUNTER.count(document.text() + "\n");
            if (used + tokens <= budget) {
                used += tokens;
                lines.add(document.text());
                shown.put(
                        document.id(),
                        PromptTrial.COUNTER.count(document.observation().text()));
            }
        }
        Prompt window = window(group, asked, budget - used);
        window.shown().forEach(shown::putIfAbsent);
        return new Prompt(shown, used + window.tokens(), window.text() + "\n" + String.join("\n", lines));
    }

    /** The messages that the window keeps, of which as many as fit. */
    private static Prompt window(Group group, Asked asked, int budget) {
        MessageWindowChatMemory memory = MessageWindowChatMemory.withMaxMessages(WindowPrompts.MESSAGES);
        group.documents()
                .subList(Math.max(0, asked.after() - 2 * WindowPrompts.MESSAGES), asked.after())
                .forEach(document -> memory.add(UserMessage.from(document.text())));
        return WindowPrompts.latest(group, asked, budget, memory.messages().size());
    }
}
