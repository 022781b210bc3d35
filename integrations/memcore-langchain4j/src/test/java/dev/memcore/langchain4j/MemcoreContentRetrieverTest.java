package dev.memcore.langchain4j;

import static dev.memcore.langchain4j.Messages.ai;
import static dev.memcore.langchain4j.Messages.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.query.Query;
import dev.memcore.Memcore;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MemcoreContentRetrieverTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final MemoryManager manager = Memcore.builder().clock(clock).build();
    private final MemorySpace alice = manager.space(Scope.of("acme", "alice"));
    private final MemcoreContentRetriever retriever = MemcoreContentRetriever.in(alice);

    @AfterEach
    void close() {
        manager.close();
    }

    private static List<String> texts(List<Content> contents) {
        return contents.stream().map(content -> content.textSegment().text()).toList();
    }

    @Test
    void theBestComesFirstWithItsScore() {
        IntStream.range(0, 30).forEach(i -> alice.remember("The weather of day " + i + " was fair."));
        Memory fact = alice.remember("Alice is allergic to peanuts.");

        List<Content> contents = retriever.retrieve(Query.from("What is Alice allergic to?"));

        assertEquals(
                "Alice is allergic to peanuts.",
                contents.getFirst().textSegment().text());
        assertEquals(fact.id().toString(), contents.getFirst().metadata().get(ContentMetadata.EMBEDDING_ID));
        List<Double> scores = contents.stream()
                .map(content -> (Double) content.metadata().get(ContentMetadata.SCORE))
                .toList();
        assertTrue(scores.getFirst() <= 1 && scores.getLast() >= 0, scores::toString);
        assertEquals(scores.stream().sorted((a, b) -> Double.compare(b, a)).toList(), scores);
        assertEquals(10, contents.size());
        assertEquals(3, retriever.withLimit(3).retrieve(Query.from("weather")).size());
    }

    @Test
    void metadataSaysWhereItComesFrom() {
        Memory memory = alice.remember(Observation.builder("Flight to Lisbon, seat 12A")
                .kind(Kind.FACT)
                .session("trip")
                .role(Role.TOOL)
                .speaker("booking")
                .source("mail")
                .eventTime(Instant.parse("2026-03-01T07:10:00Z"))
                .attribute("airline", "Lufthansa")
                .attribute("price", 99L)
                .attribute("rating", 4.5)
                .attribute("refundable", true)
                .attribute("booked", Instant.EPOCH)
                .attribute("kind", "the host's own")
                .attribute("langchain4j.chat", "trip")
                .build());

        Metadata metadata = retriever
                .retrieve(Query.from("flight"))
                .getFirst()
                .textSegment()
                .metadata();

        assertEquals(memory.id().toString(), metadata.getString("id"));
        assertEquals("fact", metadata.getString("kind"));
        assertEquals(memory.createdAt().toString(), metadata.getString("createdAt"));
        assertEquals(memory.recordedAt().toString(), metadata.getString("recordedAt"));
        assertEquals("trip", metadata.getString("session"));
        assertEquals("TOOL", metadata.getString("role"));
        assertEquals("booking", metadata.getString("speaker"));
        assertEquals("mail", metadata.getString("source"));
        assertEquals("2026-03-01T07:10:00Z", metadata.getString("eventTime"));
        assertEquals("Lufthansa", metadata.getString("airline"));
        assertEquals(99L, metadata.getLong("price"));
        assertEquals(4.5, metadata.getDouble("rating"));
        assertEquals("true", metadata.getString("refundable"));
        assertEquals("1970-01-01T00:00:00Z", metadata.getString("booked"));
        assertFalse(metadata.containsKey("langchain4j.chat"));
    }

    @Test
    void whatIsNotKnownHasNoMetadata() {
        alice.remember(
                Observation.builder("bare").attribute("session", "no session").build());

        Metadata metadata =
                retriever.retrieve(Query.from("bare")).getFirst().textSegment().metadata();

        assertEquals(
                Set.of("id", "kind", "createdAt", "recordedAt"),
                metadata.toMap().keySet());
    }

    @Test
    void spansSayWhereTheTextAnswers() {
        String text = "It rained. Alice is allergic to peanuts. Bob is not.";
        alice.remember(text);

        Metadata metadata = retriever
                .withSpans(1)
                .retrieve(Query.from("What is Alice allergic to?"))
                .getFirst()
                .textSegment()
                .metadata();

        int from = text.indexOf("Alice");
        int to = text.indexOf(" Bob");
        assertEquals(from + "-" + to, metadata.getString(MemcoreContentRetriever.SPANS));
        assertThrows(MemoryException.class, () -> retriever.withSpans(-1));
        assertThrows(MemoryException.class, () -> retriever.withSpans(101));
    }

    @Test
    void aFilterAndAnEarlierMomentNarrowIt() {
        Memory before = alice.remember("Alice likes figs.");
        alice.remember(Observation.builder("Alice grows figs.").kind(Kind.FACT).build());
        clock.advance(Duration.ofDays(1));
        alice.revise(before.id(), "Alice hates figs.");

        MemoryFilter facts = MemoryFilter.builder().kind(Kind.FACT).build();
        assertEquals(
                List.of("Alice grows figs."), texts(retriever.withFilter(facts).retrieve(Query.from("figs"))));
        MemcoreContentRetriever earlier = MemcoreContentRetriever.in(alice.asOf(before.recordedAt()));
        assertTrue(texts(earlier.retrieve(Query.from("figs"))).contains("Alice likes figs."));
    }

    @Test
    void whatThePromptHasAlreadyIsLeftOut() {
        MemcoreChatMemoryStore store = MemcoreChatMemoryStore.in(alice);
        store.updateMessages("chat", List.of(user("I grow figs"), ai("Figs are fruit"), user("I eat figs")));
        store.updateMessages("chat", List.of(ai("Figs are fruit"), user("I eat figs")));
        Query query = Query.from(
                "figs", dev.langchain4j.rag.query.Metadata.from(user("figs"), "chat", store.getMessages("chat")));

        assertEquals(List.of("I grow figs"), texts(retriever.withLimit(1).retrieve(query)));
    }

    @Test
    void aHostSaysWhoAsks() {
        manager.space(Scope.of("acme", "bob")).remember("Bob likes kale.");
        alice.remember("Alice likes figs.");
        MemcoreContentRetriever everybody = MemcoreContentRetriever.of(query ->
                manager.space(Scope.of("acme", (String) query.metadata().chatMemoryId())));

        List<Content> contents = everybody.retrieve(
                Query.from("Who likes what?", dev.langchain4j.rag.query.Metadata.from(user("?"), "bob", List.of())));

        assertEquals(List.of("Bob likes kale."), texts(contents));
    }

    @Test
    void longAndOddQuestionsAreAnswered() {
        alice.remember("Alice is allergic to peanuts.");

        assertEquals(
                1,
                retriever.retrieve(Query.from("peanuts " + "x ".repeat(20_000))).size());
        assertEquals(
                1,
                retriever
                        .retrieve(Query.from(" ".repeat(20_000) + "peanuts \uD83C"))
                        .size());
    }

    @Test
    @SuppressWarnings("NullAway")
    void badInputSaysWhatIsWrong() {
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> MemcoreContentRetriever.in(null)));
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> MemcoreContentRetriever.of(null)));
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> retriever.withLimit(0)));
        assertEquals(ErrorCode.LIMIT_EXCEEDED, error(() -> retriever.withLimit(1_001)));
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> retriever.withFilter(null)));
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> retriever.retrieve(null)));
        assertEquals(
                ErrorCode.INVALID_ARGUMENT,
                error(() -> MemcoreContentRetriever.of(query -> null).retrieve(Query.from("x"))));
    }

    private static ErrorCode error(Runnable action) {
        return assertThrows(MemoryException.class, action::run).code();
    }
}
