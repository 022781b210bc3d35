package dev.memcore.spring.ai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.content.Media;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.util.MimeTypeUtils;

@NullUnmarked // a null fails the test
final class MemcoreVectorStoreTest {
    private MemoryManager manager = Memcore.inMemory();
    private MemorySpace alice = manager.space(Scope.of("acme", "alice"));
    private MemcoreVectorStore store = MemcoreVectorStore.in(alice);

    @AfterEach
    void close() {
        manager.close();
    }

    private void open(Path directory) {
        manager.close();
        manager = Memcore.open(directory);
        alice = manager.space(Scope.of("acme", "alice"));
        store = MemcoreVectorStore.in(alice);
    }

    private static Document document(String id, String text, Map<String, Object> metadata) {
        return new Document(id, text, metadata);
    }

    private Set<String> ids(String filter) {
        SearchRequest.Builder request = SearchRequest.builder().query("tea").topK(100);
        return store.similaritySearch((filter.isEmpty() ? request : request.filterExpression(filter)).build()).stream()
                .map(Document::getId)
                .collect(Collectors.toSet());
    }

    private static ErrorCode error(Runnable action) {
        return assertThrows(MemoryException.class, action::run).code();
    }

    @Test
    void documentsReturnWithTheirMetadataAfterARestart(@TempDir Path directory) {
        open(directory);
        Map<String, Object> metadata = new HashMap<>(Map.of(
                "country",
                "BG",
                "year",
                2020,
                "views",
                5_000_000_000L,
                "ratio",
                0.5,
                "public",
                true,
                "when",
                Instant.parse("2026-01-02T03:04:05Z"),
                "tags",
                List.of("a", "b"),
                "long",
                "x".repeat(5_000),
                "key",
                "a name that memcore uses itself",
                "memcore.echo",
                "whole"));
        store.add(List.of(document("doc/1", "Green tea is grown in the hills.", metadata)));
        open(directory);

        Document found = store.similaritySearch("Where is tea grown?").getFirst();
        assertEquals("doc/1", found.getId());
        assertEquals("Green tea is grown in the hills.", found.getText());
        Map<String, Object> read = new HashMap<>(found.getMetadata());
        assertEquals(1 - found.getScore(), read.remove("distance"));
        assertEquals(metadata, read);
        assertTrue(found.getScore() > 0 && found.getScore() <= 1, "score " + found.getScore());
    }

    @Test
    void aKnownIdReplacesTheDocument() {
        store.add(List.of(document("1", "Alice likes green tea.", Map.of("a", 1, "b", 2))));
        store.add(List.of(
                document("1", "never stored", Map.of()),
                document("1", "Alice likes black tea.", Map.of("b", 3, "c", List.of(1)))));
        List<Document> found = store.similaritySearch("tea");
        assertEquals(1, found.size());
        assertEquals("Alice likes black tea.", found.getFirst().getText());
        Map<String, Object> read = new HashMap<>(found.getFirst().getMetadata());
        read.remove("distance");
        assertEquals(Map.of("b", 3, "c", List.of(1)), read);
        assertEquals(
                "Alice likes green tea.",
                alice.history(store.memories(List.of("1")).get("1")).getFirst().text());
    }

    @Test
    void twoThreadsStoreEachDocumentOnce() throws Exception {
        List<Document> documents = IntStream.range(0, 30)
                .mapToObj(i -> document("d" + i, "tea number " + i, Map.of("n", i)))
                .toList();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            threads.add(Thread.ofPlatform().start(() -> documents.forEach(document -> store.add(List.of(document)))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(30, ids("").size());
        assertEquals(
                30,
                store.similaritySearch(
                                SearchRequest.builder().query("tea").topK(100).build())
                        .size());
    }

    @Test
    void theThresholdCutsOffWhatIsNotRelevant() {
        store.add(List.of(
                document("tea", "Alice drinks green tea in the morning.", Map.of()),
                document("car", "The car needs new tyres before winter.", Map.of())));
        SearchRequest.Builder request = SearchRequest.builder().query("What tea does Alice drink?");
        assertEquals(
                2,
                store.similaritySearch(request.similarityThreshold(0).build()).size());
        List<Document> relevant =
                store.similaritySearch(request.similarityThreshold(0.5).build());
        assertEquals(List.of("tea"), relevant.stream().map(Document::getId).toList());
        assertTrue(relevant.getFirst().getScore() >= 0.5);
        assertEquals(
                List.of(), store.similaritySearch(request.similarityThreshold(1).build()));
    }

    @Test
    void filtersFindWhatTheyName() {
        store.add(List.of(
                document(
                        "1",
                        "tea one",
                        Map.of("country", "BG", "year", 2020, "at", Instant.parse("2020-06-01T00:00:00Z"))),
                document("2", "tea two", Map.of("country", "NL")),
                document("3", "tea three", Map.of("country", "BG", "year", 2023.5, "draft", true))));
        assertEquals(Set.of("1", "3"), ids("country == 'BG'"));
        assertEquals(Set.of("2"), ids("country != 'BG'"));
        assertEquals(Set.of("3"), ids("country == 'BG' && year > 2020"));
        assertEquals(Set.of("1", "3"), ids("year >= 2020 && year < 2024"));
        assertEquals(Set.of("1", "2"), ids("country in ['NL'] || year <= 2020"));
        assertEquals(Set.of("2"), ids("country nin ['BG', 'FR']"));
        assertEquals(Set.of("1", "2"), ids("not(draft == true)"));
        assertEquals(Set.of("1"), ids("at >= '2020-01-01T00:00:00Z' && at < '2021-01-01T00:00:00Z'"));
        assertEquals(Set.of("2"), ids("year is null"));
        assertEquals(Set.of("1", "3"), ids("year is not null"));
    }

    @Test
    void hostileFiltersFindNothingElseAndFailCleanly() {
        store.add(List.of(document("1", "tea", Map.of("a", "x' OR 'a' == 'a", "b*", "y"))));
        alice.remember("tea that is no document");
        assertEquals(Set.of(), ids("a == 'x'"));
        assertEquals(Set.of(), ids("a == '*'"));
        assertEquals(Set.of(), ids("a == '*:* OR kind:note'"));
        assertEquals(Set.of("1"), ids("a == 'x\\' OR \\'a\\' == \\'a'"));
        assertEquals(Set.of(), ids("kind == 'note'"));
        assertEquals(Set.of(), ids("b == 'y'"));
        for (String broken : List.of("a ==", "a == 'x' &&", "' OR 1 == 1", "a == 'x'; drop", ")(", "\u0000")) {
            assertThrows(RuntimeException.class, () -> ids(broken), broken);
            assertThrows(RuntimeException.class, () -> store.delete(broken), broken);
        }
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> ids("a > 'text'")));
        assertEquals(ErrorCode.LIMIT_EXCEEDED, error(() -> ids("not(".repeat(40) + "a == 1" + ")".repeat(40))));
        String chain = IntStream.range(0, 200).mapToObj(i -> "a == " + i).collect(Collectors.joining(" || "));
        assertEquals(Set.of(), ids(chain));
        assertEquals(ErrorCode.LIMIT_EXCEEDED, error(() -> ids(chain + " || " + chain)));
        assertEquals(Set.of("1"), ids(""));
    }

    @Test
    void deletesReachOnlyDocumentsOfTheScope() {
        MemcoreVectorStore bob = MemcoreVectorStore.in(manager.space(Scope.of("acme", "bob")));
        MemcoreVectorStore tenant = MemcoreVectorStore.in(manager.space(Scope.of("acme")));
        bob.add(List.of(document("1", "tea of Bob", Map.of("a", 1))));
        tenant.add(List.of(document("2", "tea of all", Map.of("a", 1))));
        store.add(List.of(document("1", "tea of Alice", Map.of("a", 1))));
        alice.remember("tea that is no document");

        store.delete(List.of("2", "unknown"));
        assertEquals(Set.of("1", "2"), ids(""));
        store.delete("a == 1");
        assertEquals(Set.of("2"), ids(""));
        assertEquals(
                1,
                bob.similaritySearch("tea of Bob").stream()
                        .filter(found -> found.getId().equals("1"))
                        .count());
        assertEquals(
                "tea that is no document",
                alice.recall("tea no document").hits().getFirst().memory().text());
        store.add(List.of(document("1", "tea again", Map.of())));
        assertEquals(Set.of("1", "2"), ids(""));
        store.delete(List.of());
    }

    @Test
    void whatCannotBeStoredIsRejectedAndNothingIsStored() {
        Document media =
                new Document(new Media(MimeTypeUtils.IMAGE_PNG, URI.create("https://example.org/a.png")), Map.of());
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> store.add(List.of(new Document("tea"), media))));
        assertEquals(
                ErrorCode.INVALID_ARGUMENT, error(() -> store.add(List.of(document("1", "tea", Map.of("a\nb", 1))))));
        assertEquals(
                ErrorCode.LIMIT_EXCEEDED,
                error(() -> store.add(List.of(document("1", "tea", Map.of("list", List.of("x".repeat(200_000))))))));
        assertEquals(
                ErrorCode.LIMIT_EXCEEDED,
                error(() -> store.add(List.of(document("x".repeat(5_000), "tea", Map.of())))));
        assertEquals(Set.of(), ids(""));
    }

    @Test
    void oddRequestsHaveDefinedResults() {
        store.add(List.of(document("1", "tea", Map.of())));
        assertEquals(List.of(), store.similaritySearch(" "));
        assertEquals(
                List.of(),
                store.similaritySearch(
                        SearchRequest.builder().query("tea").topK(0).build()));
        assertEquals(
                1,
                store.similaritySearch("tea? *:* \"".repeat(5_000) + "\uD83C").size());
        assertEquals(
                1,
                store.similaritySearch(SearchRequest.builder()
                                .query("tea")
                                .topK(Integer.MAX_VALUE)
                                .build())
                        .size());
        assertEquals("memcore", store.getName());
        assertFalse(store.getNativeClient().isEmpty());
    }
}
