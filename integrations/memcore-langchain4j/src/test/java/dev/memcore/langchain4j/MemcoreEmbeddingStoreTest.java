package dev.memcore.langchain4j;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // a null fails the test
final class MemcoreEmbeddingStoreTest {
    /** Of another model, with another number of dimensions than memcore's own. */
    private static final Embedding OTHER = Embedding.from(new float[] {1, 0, 0});

    private MemoryManager manager = Memcore.inMemory();
    private MemorySpace alice = manager.space(Scope.of("acme", "alice"));
    private MemcoreEmbeddingStore store = MemcoreEmbeddingStore.in(alice);

    @AfterEach
    void close() {
        manager.close();
    }

    private void open(Supplier<MemoryManager> opening) {
        manager.close();
        manager = opening.get();
        alice = manager.space(Scope.of("acme", "alice"));
        store = MemcoreEmbeddingStore.in(alice);
    }

    private void add(String id, String text, Map<String, ?> metadata) {
        store.addAll(List.of(id), List.of(OTHER), List.of(TextSegment.from(text, Metadata.from(metadata))));
    }

    private static EmbeddingSearchRequest.EmbeddingSearchRequestBuilder asking(String text) {
        return EmbeddingSearchRequest.builder()
                .query(text)
                .queryEmbedding(OTHER)
                .maxResults(100);
    }

    private Set<String> ids(Filter filter) {
        return store.search(asking("tea").filter(filter).build()).matches().stream()
                .map(EmbeddingMatch::embeddingId)
                .collect(Collectors.toSet());
    }

    private static ErrorCode error(Runnable action) {
        return assertThrows(MemoryException.class, action::run).code();
    }

    @Test
    void segmentsReturnWithTypedMetadataAfterARestart(@TempDir Path directory) {
        open(() -> Memcore.open(directory));
        Metadata metadata = Metadata.from(Map.of(
                "key",
                "a name that memcore uses itself",
                "uuid",
                UUID.nameUUIDFromBytes(new byte[] {1}),
                "int",
                7,
                "long",
                8L,
                "float",
                0.1f,
                "double",
                0.1));
        TextSegment segment = TextSegment.from("Green tea is grown in the hills.", metadata);
        store.addAll(List.of("doc/1"), List.of(OTHER), List.of(segment));
        open(() -> Memcore.open(directory));

        EmbeddingMatch<TextSegment> match =
                store.search(asking("Where is tea grown?").build()).matches().getFirst();
        assertEquals("doc/1", match.embeddingId());
        assertEquals(segment, match.embedded());
        assertNull(match.embedding());
        assertTrue(match.score() > 0 && match.score() <= 1, "score " + match.score());
    }

    @Test
    void vectorsOfAnotherModelAreIgnored() {
        add("tea", "Alice drinks green tea in the morning.", Map.of());
        add("car", "The car needs new tyres before winter.", Map.of());
        List<EmbeddingMatch<TextSegment>> relevant = store.search(
                        asking("What tea does Alice drink?").minScore(0.5).build())
                .matches();
        assertEquals(
                List.of("tea"),
                relevant.stream().map(EmbeddingMatch::embeddingId).toList());
        EmbeddingSearchRequest textless =
                EmbeddingSearchRequest.builder().queryEmbedding(OTHER).build();
        assertThrows(UnsupportedFeatureException.class, () -> store.search(textless));
        assertThrows(UnsupportedFeatureException.class, () -> store.add(OTHER));
    }

    @Test
    void withVectorsTheNearestAreFoundWithoutAText(@TempDir Path directory) {
        VectorEmbedder embedder = VectorEmbedder.of(LangChain4jEmbedder.of(new FakeEmbeddingModel()));
        open(() -> Memcore.builder().directory(directory).embedder(embedder).build());
        MemcoreEmbeddingStore vectors = MemcoreEmbeddingStore.in(alice, embedder);
        vectors.addAll(
                List.of("a", "b"),
                List.of(FakeEmbeddingModel.letters("aaa"), FakeEmbeddingModel.letters("bbb")),
                List.of(TextSegment.from("aaa"), TextSegment.from("bbb")));
        vectors.add("ab", FakeEmbeddingModel.letters("ab"));
        open(() -> Memcore.builder().directory(directory).embedder(embedder).build());
        manager.awaitIndexed();
        vectors = MemcoreEmbeddingStore.in(alice, embedder);

        EmbeddingSearchRequest.EmbeddingSearchRequestBuilder request =
                EmbeddingSearchRequest.builder().queryEmbedding(FakeEmbeddingModel.letters("a"));
        List<EmbeddingMatch<TextSegment>> found =
                vectors.search(request.minScore(0.6).build()).matches();
        assertEquals(
                List.of("a", "ab"),
                found.stream().map(EmbeddingMatch::embeddingId).toList());
        assertEquals(1, found.getFirst().score(), 1e-6);
        assertEquals((1 + Math.sqrt(0.5)) / 2, found.getLast().score(), 1e-6);
        assertEquals(FakeEmbeddingModel.letters("ab"), found.getLast().embedding());
        assertNull(found.getLast().embedded());
        MemcoreEmbeddingStore checked = vectors;
        Embedding wrong = Embedding.from(new float[] {1, 2});
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> checked.add("c", wrong)));
        assertEquals(
                ErrorCode.INVALID_ARGUMENT,
                error(() -> checked.search(request.queryEmbedding(wrong).build())));
    }

    @Test
    void aKnownIdReplacesTheSegment() {
        add("1", "Alice likes green tea.", Map.of("a", 1, "b", 2));
        add("1", "Alice likes black tea.", Map.of("b", "x"));
        List<EmbeddingMatch<TextSegment>> found =
                store.search(asking("tea").build()).matches();
        assertEquals(1, found.size());
        assertEquals(
                TextSegment.from("Alice likes black tea.", Metadata.from("b", "x")),
                found.getFirst().embedded());
        assertEquals(1, alice.list(MemoryFilter.any(), null, 10).memories().size());
    }

    @Test
    void twoThreadsStoreEachSegmentOnce() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20; i++) {
                    add("s" + i, "tea number " + i, Map.of());
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(20, ids(null).size());
        assertEquals(20, alice.list(MemoryFilter.any(), null, 100).memories().size());
    }

    @Test
    void removalReachesOnlySegmentsOfTheScope() {
        MemcoreEmbeddingStore tenant = MemcoreEmbeddingStore.in(manager.space(Scope.of("acme")));
        tenant.addAll(List.of("shared"), List.of(OTHER), List.of(TextSegment.from("tea of all")));
        MemorySpace bob = manager.space(Scope.of("acme", "bob"));
        MemcoreEmbeddingStore.in(bob).addAll(List.of("1"), List.of(OTHER), List.of(TextSegment.from("tea of Bob")));
        alice.remember("tea that is no segment");
        add("1", "tea of Alice", Map.of("n", 1));
        add("2", "more tea of Alice", Map.of("n", 2));
        add("3", "other tea of Alice", Map.of());

        assertEquals(Set.of("1", "2", "3", "shared"), ids(null));
        store.removeAll(List.of("3", "shared", "unknown"));
        store.removeAll(metadataKey("n").isGreaterThan(1));
        assertEquals(Set.of("1", "shared"), ids(null));
        store.removeAll();
        assertEquals(Set.of("shared"), ids(null));
        assertEquals(
                1,
                bob.recall("tea of Bob").hits().stream()
                        .filter(hit -> hit.memory().text().equals("tea of Bob"))
                        .count());
        assertTrue(alice.recall("tea").hits().stream()
                .anyMatch(hit -> hit.memory().text().equals("tea that is no segment")));
    }

    @Test
    void hostileFiltersFindNothingElseAndFailCleanly() {
        add("1", "tea", Map.of("a", "x' OR 'a' == 'a"));
        alice.remember("tea that is no segment");
        assertEquals(Set.of(), ids(metadataKey("a").isEqualTo("*")));
        assertEquals(Set.of("1"), ids(metadataKey("a").isEqualTo("x' OR 'a' == 'a")));
        assertEquals(Set.of("1"), ids(metadataKey("kind").isNotEqualTo("note")));
        assertEquals(
                ErrorCode.INVALID_ARGUMENT, error(() -> ids(metadataKey("a\nb").isEqualTo(1))));
        assertThrows(UnsupportedOperationException.class, () -> ids(object -> true));
        List<Filter> each = IntStream.range(0, 200)
                .mapToObj(i -> metadataKey("a").isEqualTo(i))
                .toList();
        assertEquals(Set.of(), ids(each.stream().reduce((a, b) -> a.or(b)).orElseThrow()));
        assertEquals(
                Set.of("1"),
                ids(each.stream()
                        .map(one -> Filter.not(one))
                        .reduce((a, b) -> a.and(b))
                        .orElseThrow()));
        Filter deep = each.getFirst();
        for (int i = 0; i < 40; i++) {
            deep = Filter.not(deep);
        }
        Filter tooDeep = deep;
        assertEquals(ErrorCode.LIMIT_EXCEEDED, error(() -> ids(tooDeep)));
    }

    @Test
    void oddTextsAreStoredOrRejectedWithoutAChange() {
        assertEquals(ErrorCode.LIMIT_EXCEEDED, error(() -> add("1", "tea", Map.of("a", "x".repeat(5_000)))));
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> add(" ", "tea", Map.of())));
        assertEquals(Set.of(), ids(null));
        add("1", "tea \uD83C", Map.of());
        add("2", "memcore-vector-00ff00", Map.of());
        assertEquals(Set.of("1", "2"), ids(null));
        assertEquals(
                2,
                store.search(asking("tea? *:* \"".repeat(5_000) + "\uD83C").build())
                        .matches()
                        .size());
    }
}
