package dev.memcore.retrieval;

import static dev.memcore.retrieval.Indexed.ALICE;
import static dev.memcore.retrieval.Indexed.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.Recovery.IndexState;
import dev.memcore.api.report.Signal;
import dev.memcore.io.Uninterruptibly;
import dev.memcore.retrieval.fusion.ReciprocalRankFusion;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Neighbours;
import dev.memcore.spi.View;
import dev.memcore.spi.ViewBuilder;
import dev.memcore.spi.ViewSpec;
import dev.memcore.spi.index.ReadTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneMemoryIndexTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    private Indexed indexed = Indexed.inMemory();

    @AfterEach
    void close() {
        indexed.close();
    }

    @Test
    void whatIsPublishedIsFoundAtOnceAndStillFoundOnceIndexed() {
        indexed.add(ALICE, "Alice is allergic to peanuts");
        indexed.add(ALICE, "the weather was fine");
        assertEquals(
                "Alice is allergic to peanuts",
                indexed.texts(ALICE, "peanut allergy").getFirst());
        assertEquals(
                "Alice is allergic to peanuts",
                indexed.settled().texts(ALICE, "peanut allergy").getFirst());
    }

    @Test
    void aMemoryScoresTheSameBeforeAndAfterItIsIndexed() {
        indexed.add(ALICE, "an indexed memory of a walk in the park");
        indexed.settled();
        for (int i = 0; i < 40; i++) {
            indexed.turn(
                    "s" + i / 10,
                    i % 2 == 0 ? "Alice" : "Carol",
                    "turn " + i + " tells of a walk and of park " + i % 7);
        }
        RecallResult waiting = indexed.search(ALICE, "Alice, the walk in park 3");
        RecallResult settled = indexed.settled().search(ALICE, "Alice, the walk in park 3");
        assertEquals(ids(settled), ids(waiting));
        for (int i = 0; i < settled.hits().size(); i++) {
            List<Signal> before = waiting.hits().get(i).signals();
            List<Signal> after = settled.hits().get(i).signals();
            for (int signal = 0; signal < after.size(); signal++) {
                assertEquals(
                        after.get(signal).raw(),
                        before.get(signal).raw(),
                        1e-5,
                        after.get(signal).name());
            }
        }
    }

    private static List<MemoryId> ids(RecallResult result) {
        return result.memories().stream().map(Memory::id).toList();
    }

    @Test
    void aReaderSeesItsOwnScopeAndWhatIsSharedWithIt() {
        indexed.add(ALICE, "lunch of alice");
        indexed.add(BOB, "lunch of bob");
        indexed.add(Scope.of("acme"), "lunch of all");
        indexed.add(ALICE.withAgent("cook"), "lunch of alice as the cook knows it");
        indexed.add(Scope.of("other", "alice"), "lunch elsewhere");
        for (int pass = 0; pass < 2; pass++) {
            assertEquals(Set.of("lunch of alice", "lunch of all"), Set.copyOf(indexed.texts(ALICE, "lunch")));
            assertEquals(Set.of("lunch of all"), Set.copyOf(indexed.texts(Scope.of("acme"), "lunch")));
            assertEquals(
                    Set.of("lunch of alice", "lunch of all", "lunch of alice as the cook knows it"),
                    Set.copyOf(indexed.texts(ALICE.withAgent("cook"), "lunch")));
            assertEquals(List.of(), indexed.texts(Scope.of("nobody"), "lunch"));
            indexed.settled();
        }
    }

    @Test
    void anotherTenantsWordsDoNotMoveAScore() {
        indexed.add(ALICE, "red apples and green pears");
        indexed.add(ALICE, "green apples");
        indexed.settled();
        List<Recalled> alone = indexed.search(ALICE, "green apples in a bowl").hits();
        for (int i = 0; i < 50; i++) {
            indexed.add(Scope.of("other", "u" + i), "apples apples bowl " + i);
        }
        assertEquals(alone, indexed.search(ALICE, "green apples in a bowl").hits());
        assertEquals(
                alone, indexed.settled().search(ALICE, "green apples in a bowl").hits());
    }

    @Test
    void allLabelsMustBeAmongTheClearances() {
        indexed.add(ALICE, Observation.builder("diagnosis one").label("medical").build());
        indexed.add(
                ALICE,
                Observation.builder("diagnosis two")
                        .label("medical")
                        .label("legal")
                        .build());
        indexed.add(ALICE, "diagnosis three");
        MemoryQuery query = MemoryQuery.of("diagnosis");
        for (int pass = 0; pass < 2; pass++) {
            assertEquals(List.of("diagnosis three"), indexed.texts(ALICE, "diagnosis"));
            assertEquals(
                    2,
                    indexed.search(new Principal(ALICE, Set.of("medical")), query)
                            .hits()
                            .size());
            assertEquals(
                    1,
                    indexed.search(new Principal(ALICE, Set.of("legal")), query)
                            .hits()
                            .size());
            assertEquals(
                    3,
                    indexed.search(new Principal(ALICE, Set.of("medical", "legal", "x")), query)
                            .hits()
                            .size());
            indexed.settled();
        }
    }

    @Test
    void onlyTheNewestVersionIsFound() {
        Memory first = indexed.add(ALICE, "she lives in Paris");
        for (int pass = 0; pass < 2; pass++) {
            assertEquals(List.of("she lives in Paris"), indexed.texts(ALICE, "where she lives"));
            indexed.settled();
        }
        Memory second = indexed.next(first, Status.ACTIVE, Observation.of("she lives in Lisbon"));
        for (int pass = 0; pass < 2; pass++) {
            assertEquals(List.of("she lives in Lisbon"), indexed.texts(ALICE, "she lives in Paris"));
            assertEquals(Optional.of(second), indexed.index.get(first.id()));
            indexed.settled();
        }
        indexed.next(second, Status.FORGOTTEN, second.observation());
        for (int pass = 0; pass < 2; pass++) {
            assertEquals(List.of(), indexed.texts(ALICE, "she lives in Lisbon"));
            assertEquals(
                    Status.FORGOTTEN,
                    indexed.index.get(first.id()).orElseThrow().status());
            indexed.settled();
        }
    }

    @Test
    void aForgottenTurnIsNoLongerFoundThroughItsNeighbours() {
        indexed.turn("s", "Ann", "first");
        Memory secret = indexed.turn("s", "Bob", "zanzibar");
        indexed.turn("s", "Ann", "third");
        indexed.settled();
        assertEquals(3, withWord(indexed.search(ALICE, "zanzibar")));
        indexed.next(secret, Status.FORGOTTEN, secret.observation());
        assertEquals(0, withWord(indexed.settled().search(ALICE, "zanzibar")));
    }

    private static long withWord(RecallResult result) {
        return result.hits().stream()
                .filter(hit -> hit.signals().stream()
                        .anyMatch(signal -> signal.name().equals("bm25.context") && signal.raw() > 0))
                .count();
    }

    @Test
    void aTurnIsFoundByTheWordsOfTheTurnsBesideIt() {
        indexed.turn("s", "Ann", "did you see the eclipse");
        indexed.settled();
        indexed.turn("s", "Bob", "yes, from the roof");
        indexed.turn("other", "Bob", "something else");
        for (int pass = 0; pass < 2; pass++) {
            assertTrue(indexed.texts(ALICE, "eclipse").contains("yes, from the roof"));
            assertEquals(
                    1.0, signal(indexed.search(ALICE, "what did Bob say").hits().getFirst(), "speaker"));
            indexed.settled();
        }
    }

    private static double signal(Recalled hit, String name) {
        return hit.signals().stream()
                .filter(signal -> signal.name().equals(name))
                .findFirst()
                .orElseThrow()
                .raw();
    }

    @Test
    void filtersConfineSearchAndListing() {
        Instant may = Instant.parse("2023-05-01T00:00:00Z");
        Instant june = Instant.parse("2023-06-01T00:00:00Z");
        indexed.add(
                ALICE,
                Observation.builder("item one")
                        .kind(Kind.FACT)
                        .attribute("colour", "red")
                        .build());
        indexed.add(
                ALICE,
                Observation.builder("item two")
                        .session("s1")
                        .eventTime(new EventTime(may, june))
                        .build());
        indexed.add(
                ALICE,
                Observation.builder("item three")
                        .tier(Tier.ARCHIVE)
                        .attribute("size", 3)
                        .build());
        indexed.add(ALICE, Observation.builder("item four").expiresAt(NOW).build());
        indexed.add(
                ALICE,
                Observation.builder("item five")
                        .expiresAt(NOW.plusMillis(1))
                        .eventTime(june)
                        .build());
        for (int pass = 0; pass < 2; pass++) {
            expect(List.of("item one", "item two", "item five"), MemoryFilter.any());
            expect(List.of("item one"), MemoryFilter.builder().kind(Kind.FACT).build());
            expect(List.of("item two"), MemoryFilter.builder().session("s1").build());
            expect(
                    List.of("item three"),
                    MemoryFilter.builder().tier(Tier.ARCHIVE).build());
            expect(
                    List.of("item one"),
                    MemoryFilter.builder().attribute("colour", "red").build());
            expect(List.of(), MemoryFilter.builder().attribute("colour", "blue").build());
            expect(List.of("item two"), MemoryFilter.builder().eventTo(june).build());
            expect(List.of("item five"), MemoryFilter.builder().eventFrom(june).build());
            expect(
                    List.of("item two", "item five"),
                    MemoryFilter.builder().eventFrom(june.minusMillis(1)).build());
            indexed.settled();
        }
    }

    private void expect(List<String> texts, MemoryFilter filter) {
        assertEquals(texts, indexed.listed(filter));
        RecallResult found =
                indexed.search(Principal.of(ALICE), MemoryQuery.of("item").withFilter(filter));
        assertEquals(
                Set.copyOf(texts),
                Set.copyOf(found.memories().stream().map(Memory::text).toList()));
    }

    @Test
    void pagesCoverEverythingOnceWhetherIndexedOrWaiting() {
        List<MemoryId> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(indexed.add(ALICE, "memory " + i).id());
            if (i == 13) {
                indexed.settled();
            }
        }
        List<MemoryId> listed = new ArrayList<>();
        MemoryId after = null;
        do {
            Page page = indexed.index.list(Principal.of(ALICE), MemoryFilter.any(), after, 4, ReadTime.present(NOW));
            page.memories().forEach(memory -> listed.add(memory.id()));
            after = page.next();
        } while (after != null);
        assertEquals(all, listed);
    }

    @Test
    void theLatestTurnsOfASessionAreOfExactlyItsScope() {
        for (int i = 0; i < 10; i++) {
            indexed.turn("s", "Ann", "turn " + i);
            indexed.add(BOB, Observation.builder("bob " + i).session("s").build());
            if (i == 4) {
                indexed.settled();
            }
        }
        List<Memory> latest = indexed.index.latest(ALICE, "s", 7, NOW);
        assertEquals(
                List.of("turn 3", "turn 4", "turn 5", "turn 6", "turn 7", "turn 8", "turn 9"),
                latest.stream().map(Memory::text).toList());
    }

    @Test
    void idempotencyKeysAreFoundWithinTheirScope() {
        Memory made = indexed.add(
                ALICE, Observation.builder("once").idempotencyKey("k").build());
        for (int pass = 0; pass < 2; pass++) {
            assertEquals(Optional.of(made), indexed.index.byIdempotencyKey(ALICE, "k"));
            assertEquals(Optional.empty(), indexed.index.byIdempotencyKey(BOB, "k"));
            assertEquals(Optional.empty(), indexed.index.byIdempotencyKey(ALICE, "l"));
            indexed.settled();
        }
    }

    @Test
    void hostileQueriesAreJustText() {
        indexed.add(ALICE, "plain memory");
        for (String query : List.of("*:*", "content:(", "\"", "???", "the of and", "a".repeat(5_000), "\u0000", "🙂")) {
            assertFalse(indexed.search(ALICE, query).hits().size() > 1);
        }
        String manyWords = String.join(
                " ",
                java.util.stream.IntStream.range(0, 2_000)
                        .mapToObj(i -> "w" + i)
                        .toList());
        indexed.add(ALICE, manyWords);
        indexed.settled();
        assertEquals(manyWords, indexed.texts(ALICE, manyWords).getFirst());
    }

    @Test
    void anIndexOnDiskGoesOnWhereItEnded(@TempDir Path directory) {
        try (Indexed first = new Indexed(directory, null)) {
            assertEquals(IndexState.MISSING, first.index.foundState());
            first.add(ALICE, "kept on disk");
        }
        try (Indexed second = new Indexed(directory, null)) {
            assertEquals(IndexState.CURRENT, second.index.foundState());
            assertEquals(1, second.index.durableSequence());
            assertEquals(List.of("kept on disk"), second.texts(ALICE, "disk"));
            second.add(ALICE, "another one on disk");
            assertEquals(2, second.index.size());
            assertTrue(second.index.check().ok());
        }
        try (Indexed other = new Indexed(directory, new Indexed.LetterEmbedder())) {
            assertEquals(IndexState.OTHER_CONFIGURATION, other.index.foundState());
            assertEquals(0, other.index.durableSequence());
            assertEquals(List.of(), other.texts(ALICE, "disk"));
        }
    }

    @Test
    void aResetIndexIsEmptyAndForgetsItsSequence(@TempDir Path directory) {
        try (Indexed first = new Indexed(directory, null)) {
            first.add(ALICE, "ahead of the log");
        }
        try (Indexed second = new Indexed(directory, null)) {
            second.index.reset();
            assertEquals(0, second.index.durableSequence());
            assertEquals(0, second.index.indexedSequence());
            assertEquals(List.of(), second.texts(ALICE, "ahead"));
        }
        try (Indexed third = new Indexed(directory, null)) {
            assertEquals(0, third.index.durableSequence());
            assertEquals(0, third.index.size());
        }
    }

    @Test
    void aFailingEmbedderLeavesTheWords() {
        indexed.close();
        indexed = new Indexed(null, new Embedder() {
            @Override
            public String modelId() {
                return "broken";
            }

            @Override
            public int dimensions() {
                return 3;
            }

            @Override
            public List<float[]> embed(List<String> texts, Purpose purpose) {
                throw new IllegalStateException("no model today");
            }

            @Override
            public boolean quick() {
                return true;
            }
        });
        indexed.add(ALICE, "found by its words");
        assertEquals(List.of("found by its words"), indexed.texts(ALICE, "words"));
        assertEquals(List.of("found by its words"), indexed.settled().texts(ALICE, "words"));
    }

    @Test
    void aClosedIndexSaysSo() {
        indexed.add(ALICE, "something");
        indexed.close();
        indexed.close();
        MemoryException error = assertThrows(MemoryException.class, () -> indexed.texts(ALICE, "something"));
        assertEquals(ErrorCode.CLOSED, error.code());
    }

    @Test
    void theTraceExplainsTheScore() {
        indexed.add(ALICE, "apples and pears");
        indexed.add(ALICE, "plums");
        RecallResult result = indexed.search(ALICE, "apples");
        Recalled best = result.hits().getFirst();
        assertEquals(
                best.score(), best.signals().stream().mapToDouble(Signal::share).sum(), 1e-9);
        assertTrue(best.scores().contains("bm25.context"), best.scores());
        assertTrue(best.why().contains("same words: apples"), best.why());
        assertEquals(
                List.of("visible", "sources", "signals", "links", "context", "fusion", "fetch", "conflicts"),
                result.stages().stream().map(stage -> stage.name()).toList());
    }

    @Test
    void thePastIsSearchedAsItWas() {
        Memory first = indexed.add(ALICE, "she lives in Paris");
        Memory second = indexed.next(first, Status.ACTIVE, Observation.of("she lives in Lisbon"), NOW.plusSeconds(10));
        indexed.settled();
        Memory third =
                indexed.next(second, Status.FORGOTTEN, Observation.of("she lives in Lisbon"), NOW.plusSeconds(20));
        for (int pass = 0; pass < 2; pass++) {
            assertEquals(List.of(), textsAsOf(NOW.minusMillis(1)));
            assertEquals(List.of("she lives in Paris"), textsAsOf(NOW));
            assertEquals(
                    List.of("she lives in Paris"), textsAsOf(NOW.plusSeconds(10).minusMillis(1)));
            assertEquals(List.of("she lives in Lisbon"), textsAsOf(NOW.plusSeconds(10)));
            assertEquals(List.of(), textsAsOf(NOW.plusSeconds(20)));
            assertEquals(List.of(first, second, third), indexed.index.history(first.id()));
            indexed.settled();
        }
    }

    private List<String> textsAsOf(Instant moment) {
        return indexed
                .index
                .search(Principal.of(ALICE), MemoryQuery.of("where she lives"), ReadTime.asOf(moment))
                .memories()
                .stream()
                .map(Memory::text)
                .toList();
    }

    @Test
    void commitsWithoutVersionsMoveTheIndexOn(@TempDir Path directory) {
        try (Indexed first = new Indexed(directory, null)) {
            first.nothing();
            first.settled();
            assertEquals(1, first.index.indexedSequence());
            first.add(ALICE, "between two commits without versions");
            first.nothing();
            first.settled();
            assertEquals(3, first.index.indexedSequence());
            first.nothing();
            first.committed();
            assertEquals(4, first.index.durableSequence());
            first.nothing();
        }
        try (Indexed second = new Indexed(directory, null)) {
            assertEquals(5, second.index.durableSequence());
            assertEquals(1, second.index.size());
        }
    }

    @Test
    void aCommitThatIsGivenTwiceChangesNothingAndNoneMayBeMissing() {
        Memory memory = indexed.add(ALICE, "given twice");
        indexed.index.publish(1, List.of(memory));
        assertEquals(1, indexed.index.size());
        MemoryException error = assertThrows(MemoryException.class, () -> indexed.index.publish(3, List.of()));
        assertEquals(ErrorCode.INDEX_DAMAGED, error.code());
    }

    @Test
    void anErasedTurnIsGoneAtOnceEvenFromTheViewsOfWaitingNeighbours() {
        Memory secret = indexed.turn("s", "Bob", "zanzibar");
        indexed.settled();
        indexed.turn("s", "Ann", "the turn after it");
        assertEquals(2, withWord(indexed.search(ALICE, "zanzibar")));
        Memory mark = indexed.erase(secret);
        for (int pass = 0; pass < 2; pass++) {
            assertEquals(0, withWord(indexed.search(ALICE, "zanzibar")));
            assertEquals(List.of(mark), indexed.index.history(secret.id()));
            assertEquals(Optional.empty(), indexed.index.get(secret.id(), ReadTime.asOf(NOW.minusMillis(1))));
            assertEquals(2, indexed.index.size());
            indexed.settled();
        }
    }

    @Test
    void revisingAWholeSessionKeepsEveryTurnBesideItsNeighbours() {
        List<Memory> turns = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            turns.add(indexed.turn("s", "Ann", "number" + i));
        }
        indexed.settled();
        // Two of three: their neighbours wait as well, or are found in the index.
        for (int i = 0; i < 30; i++) {
            if (i % 3 != 0) {
                indexed.next(turns.get(i), Status.ACTIVE, turns.get(i).observation());
            }
        }
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 1; i < 29; i++) {
                RecallResult all = indexed.search(
                        Principal.of(ALICE), MemoryQuery.of("number" + i).withLimit(30));
                assertEquals(3, withWord(all), "pass " + pass + ", turn " + i);
            }
            indexed.settled();
        }
    }

    @Test
    void anExpungeWaitsForSlowReaders() throws Exception {
        // The reader is slow because its embedder is.
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        indexed.close();
        indexed = new Indexed(null, new Indexed.LetterEmbedder() {
            @Override
            public List<float[]> embed(List<String> texts, Purpose purpose) {
                if (purpose == Purpose.QUERY) {
                    reading.countDown();
                    Uninterruptibly.await(goOn::await);
                }
                return super.embed(texts, purpose);
            }
        });
        Memory memory = indexed.add(ALICE, "secret");
        indexed.settled();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> slow = threads.submit(() -> indexed.texts(ALICE, "secret"));
            reading.await();
            indexed.erase(memory);
            Future<?> expunged = threads.submit(indexed.index::expunge);
            assertThrows(TimeoutException.class, () -> expunged.get(200, TimeUnit.MILLISECONDS));
            goOn.countDown();
            assertEquals(List.of("secret"), slow.get());
            expunged.get();
        }
    }

    @Test
    void everySearchedViewFindsCandidatesByMeaning() {
        indexed.close();
        indexed = new Indexed(LuceneMemoryIndex.open(new IndexConfig(
                null, new Indexed.LetterEmbedder(), new TwoViews(), new ReciprocalRankFusion(), 1_000)));
        // The far ones are nearer to the query in the other view, and too many for one source alone to find all.
        for (int i = 0; i < 1_100; i++) {
            indexed.add(ALICE, "ab".repeat(1 + i % 50));
        }
        Memory forwards = indexed.add(ALICE, "zzzz yyyy");
        Memory spoken = indexed.add(
                ALICE, Observation.builder("aaaa").speaker("zzzz yyyy").build());
        indexed.settled();
        assertEquals(
                Set.of(forwards.id(), spoken.id()),
                Set.copyOf(ids(indexed.search(
                        Principal.of(ALICE), MemoryQuery.of("zzzz yyyy").withLimit(2)))));
    }

    /** The text and the speaker, each searched by its vector alone. */
    private static final class TwoViews implements ViewBuilder {
        @Override
        public String id() {
            return "two-views";
        }

        @Override
        public List<ViewSpec> specs() {
            return List.of(
                    new ViewSpec("text", ViewSpec.Terms.NONE, ViewSpec.Dense.SEARCHED),
                    new ViewSpec("speaker", ViewSpec.Terms.NONE, ViewSpec.Dense.SEARCHED));
        }

        @Override
        public List<View> views(Memory memory, Neighbours neighbours) {
            String speaker = memory.observation().speaker();
            View text = new View("text", List.of(new View.Passage(memory.text(), 1)));
            return speaker == null
                    ? List.of(text)
                    : List.of(text, new View("speaker", List.of(new View.Passage(speaker, 1))));
        }
    }
}
