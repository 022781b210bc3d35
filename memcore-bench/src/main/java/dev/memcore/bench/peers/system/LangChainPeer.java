package dev.memcore.bench.peers.system;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.memcore.bench.harness.Stores;
import dev.memcore.spi.Embedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** LangChain4j's embedding store in memory, with the user as a filter of metadata. It is kept in its JSON form. */
final class LangChainPeer implements SearchPeer {
    private static final String USER = "user";

    private final Embedder embedder = Stores.embedder();
    private final Path file;
    private final InMemoryEmbeddingStore<TextSegment> store;

    LangChainPeer(Path directory) {
        this.file = directory.resolve("embeddings.json");
        this.store = Files.exists(file) ? InMemoryEmbeddingStore.fromFile(file) : new InMemoryEmbeddingStore<>();
    }

    @Override
    public void load(PeerCorpus corpus) {
        for (int i = 0; i < corpus.turns().size(); i++) {
            PeerTurn turn = corpus.turns().get(i);
            store.add(
                    Embedding.from(corpus.vector(i)),
                    TextSegment.from(turn.text(), Metadata.from(USER, PeerTurn.userName(turn.user()))));
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store.serializeToFile(file);
    }

    @Override
    public List<String> search(PeerQuestion question) {
        EmbeddingSearchRequest request = EmbeddingSearchRequest.builder()
                .queryEmbedding(Embedding.from(embedder.embed(List.of(question.text()), Embedder.Purpose.QUERY)
                        .getFirst()))
                .maxResults(RESULTS)
                .filter(MetadataFilterBuilder.metadataKey(USER).isEqualTo(PeerTurn.userName(question.user())))
                .build();
        return store.search(request).matches().stream()
                .map(match -> match.embedded().text())
                .toList();
    }

    @Override
    public void close() {
        // It is in memory, and its file was written when it was loaded.
    }
}
