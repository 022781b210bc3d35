package dev.memcore.retrieval;

import static dev.memcore.retrieval.Indexed.ALICE;
import static dev.memcore.retrieval.Indexed.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.EmbeddingProgress;
import dev.memcore.api.report.Recovery.IndexState;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.index.ReadTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is replaced by another: the index answers all the while, and by one model at a time. */
class ReembeddingTest {
    private static final String DENSE = Signals.dense(ContextViews.CONTENT);
    private static final Letters A = new Letters("a", 26);

    @TempDir
    Path directory;

    /** Counts letters modulo the dimensions, so that models differ in what they find alike. */
    private static class Letters implements Embedder {
        private final String model;
        private final int dimensions;
        final AtomicInteger embedded = new AtomicInteger();

        Letters(String model, int dimensions) {
            this.model = model;
            this.dimensions = dimensions;
        }

        @Override
        public String modelId() {
            return model;
        }

        @Override
        public int dimensions() {
            return dimensions;
        }

        @Override
        public boolean quick() {
            return false;
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            embedded.addAndGet(purpose == Purpose.DOCUMENT ? texts.size() : 0);
            return texts.stream().map(this::vector).toList();
        }

        private float[] vector(String text) {
            float[] vector = new float[dimensions];
            text.chars().filter(Character::isLetter).forEach(c -> vector[c % dimensions]++);
            return vector;
        }
    }

    /** Embeds documents as often as it is let, and fails beyond that. */
    private static final class Gated extends Letters {
        final Semaphore calls = new Semaphore(0);

        Gated(String model) {
            super(model, 16);
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            if (purpose == Purpose.DOCUMENT && !calls.tryAcquire()) {
                throw new IllegalStateException("not yet");
            }
            return super.embed(texts, purpose);
        }
    }

    private Indexed open(@Nullable Embedder embedder, @Nullable Embedder previous) {
        return open(directory, embedder, previous);
    }

    private static Indexed open(Path directory, @Nullable Embedder embedder, @Nullable Embedder previous) {
        return new Indexed(LuceneMemoryIndex.open(
                IndexConfig.ofDefaults(directory, embedder).withPreviousEmbedder(previous)));
    }

    /** Three hundred turns of three sessions, every tenth revised once. */
    private void fill(Embedder embedder) {
        try (Indexed indexed = open(embedder, null)) {
            fill(indexed);
        }
    }

    private static void fill(Indexed indexed) {
        List<Memory> turns = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            turns.add(indexed.turn("s" + i % 3, "Ann", text(i)));
        }
        indexed.settled(); // or else it would be chance beside which turns a version becomes past
        for (int i = 0; i < 300; i += 10) {
            Observation revised = seen(turns.get(i), text(i) + " (sic)");
            indexed.next(turns.get(i), Status.ACTIVE, revised, NOW.plusSeconds(1));
        }
        indexed.settled();
    }

    private static String text(int i) {
        return "turn " + i + " about " + "abcdefghijklmnopqrstuvwxyz".repeat(2).substring(i % 26, i % 26 + 5);
    }

    private static Observation seen(Memory memory, String text) {
        return memory.observation().toBuilder().text(text).build();
    }

    /** The signals of a recall of the present and of one of the past, by the memory and the signal. */
    private static Map<String, Double> signals(Indexed indexed) {
        Map<String, Double> all = new TreeMap<>();
        add(all, "now ", indexed.search(ALICE, "what was said about defgh"));
        add(
                all,
                "then ",
                indexed.index.search(
                        Principal.of(ALICE), MemoryQuery.of("what was said about defgh"), ReadTime.asOf(NOW)));
        return all;
    }

    private static void add(Map<String, Double> all, String when, RecallResult result) {
        for (Recalled hit : result.hits()) {
            for (Signal signal : hit.signals()) {
                all.put(when + hit.memory().id() + " " + signal.name(), signal.raw());
            }
        }
    }

    private static Set<String> names(Indexed indexed) {
        return indexed.search(ALICE, "what was said about defgh").hits().stream()
                .flatMap(hit -> hit.signals().stream())
                .filter(signal -> !Double.isNaN(signal.raw()))
                .map(Signal::name)
                .collect(Collectors.toSet());
    }

    /** How many vectors of each model the files hold, of deleted documents too. */
    private static Map<String, Integer> vectors(Path directory) throws IOException {
        Map<String, Integer> vectors = new TreeMap<>();
        for (Path index : List.of(directory, directory.resolve("history"))) {
            try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index))) {
                for (LeafReaderContext leaf : reader.leaves()) {
                    for (FieldInfo field : leaf.reader().getFieldInfos()) {
                        if (field.name.startsWith(MemoryDocument.VECTOR)) {
                            var values = leaf.reader().getBinaryDocValues(field.name);
                            String model = field.name.substring(field.name.indexOf('@') + 1);
                            while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                                vectors.merge(model, 1, Integer::sum);
                            }
                        }
                    }
                }
            }
        }
        return vectors;
    }

    @Test
    void afterTheCutOverEveryAnswerIsThatOfAnIndexMadeAnew() {
        fill(A);
        Letters b = new Letters("b", 16);
        Map<String, Double> expected;
        try (Indexed anew = open(directory.resolve("anew"), b, null)) {
            fill(anew);
            expected = signals(anew);
        }
        try (Indexed indexed = open(b, null)) {
            assertEquals(IndexState.OTHER_EMBEDDER, indexed.index.foundState());
            assertEquals(330, indexed.index.durableSequence());
            indexed.index.awaitEmbedded();
            assertEquals(new EmbeddingProgress(330, 330, true), indexed.index.embedding());
            assertEquals(expected, signals(indexed));
        }
        try (Indexed again = open(b, null)) {
            assertEquals(IndexState.CURRENT, again.index.foundState());
            assertEquals(expected, signals(again));
        }
    }

    @Test
    void meanwhileItAnswersByWordsAndNewMemoriesAreFound() {
        fill(A);
        Gated b = new Gated("b");
        try (Indexed indexed = open(b, null)) {
            indexed.index.expunge();
            assertEquals(new EmbeddingProgress(0, 330, false), indexed.index.embedding());
            indexed.add(ALICE, "a zebra came by");
            assertEquals("a zebra came by", indexed.texts(ALICE, "zebra").getFirst());
            assertFalse(names(indexed).contains(DENSE));
            assertTrue(names(indexed).contains(Signals.MAXSIM));
            b.calls.release(1_000);
            indexed.settled();
            indexed.index.awaitEmbedded();
            assertTrue(names(indexed).contains(DENSE));
            assertEquals("a zebra came by", indexed.texts(ALICE, "zebra").getFirst());
        }
    }

    @Test
    void withTheModelBeforeItAnswersByItsVectorsUntilTheCutOver() throws IOException {
        fill(A);
        Map<String, Double> before;
        try (Indexed indexed = open(A, null)) {
            before = signals(indexed);
        }
        Gated b = new Gated("b");
        A.embedded.set(0);
        try (Indexed indexed = open(b, A)) {
            assertEquals(before, signals(indexed));
            b.calls.release(3);
            awaitSome(indexed);
            assertFalse(indexed.index.embedding().cutOver());
            assertEquals(before, signals(indexed), "what has been embedded anew keeps its old vectors");
            assertEquals(0, A.embedded.get(), "nothing is embedded again by the old model");
            b.calls.release(1_000);
            indexed.index.awaitEmbedded();
            indexed.committed();
        }
        assertEquals(Set.of("b/16"), vectors(directory).keySet());
    }

    @Test
    void aKillInTheMiddleLosesNothingThatWasCommitted() throws IOException {
        fill(A);
        Gated first = new Gated("b");
        Path copy = directory.resolve("copy");
        try (Indexed indexed = open(first, null)) {
            first.calls.release(2);
            awaitSome(indexed);
            copyIndex(directory, copy);
            first.calls.release(1_000);
        }
        Letters second = new Letters("b", 16);
        try (Indexed indexed = open(copy, second, null)) {
            assertEquals(IndexState.OTHER_EMBEDDER, indexed.index.foundState());
            long done = indexed.index.embedding().embedded();
            assertTrue(done > 0 && done < 330, done + " were embedded before the kill");
            indexed.index.awaitEmbedded();
            assertEquals(new EmbeddingProgress(330, 330, true), indexed.index.embedding());
            assertTrue(indexed.index.check().ok());
            assertTrue(second.embedded.get() < 2 * (330 - done) + 2, second.embedded + " texts were embedded again");
        }
    }

    /** Waits until something is embedded anew, and commits it. */
    private static void awaitSome(Indexed indexed) {
        indexed.index.expunge();
        while (indexed.index.embedding().embedded() == 0) {
            indexed.committed(); // between two steps, so each round is one step at least
        }
    }

    @Test
    void aKillBetweenTheCommitOfTheHistoryAndThatOfThePresentIsMadeGood() throws IOException {
        fill(A);
        Gated b = new Gated("b");
        Path copy = directory.resolve("copy");
        Map<String, Double> expected;
        try (Indexed indexed = open(b, A)) {
            b.calls.release(2);
            awaitSome(indexed);
            copyIndex(directory, copy);
            b.calls.release(1_000);
            indexed.index.awaitEmbedded();
            expected = signals(indexed);
        }
        // The history as it is after the cut-over, the present as it was before.
        try (var files = Files.list(copy.resolve("history"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        copyFiles(directory.resolve("history"), copy.resolve("history"));
        try (Indexed indexed = open(copy, new Letters("b", 16), A)) {
            assertEquals(IndexState.OTHER_EMBEDDER, indexed.index.foundState());
            assertFalse(indexed.index.embedding().cutOver());
            indexed.index.awaitEmbedded();
            assertEquals(expected, signals(indexed));
        }
    }

    private static void copyIndex(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("history"));
        copyFiles(from, to);
        copyFiles(from.resolve("history"), to.resolve("history"));
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    @Test
    void readersAndWritersGoOnThroughTheCutOver() throws Exception {
        fill(A);
        Letters b = new Letters("b", 16);
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch reading = new CountDownLatch(2);
        try (Indexed indexed = open(b, A);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> {
                    while (!over.get()) {
                        RecallResult result = indexed.search(ALICE, "what was said about defgh");
                        // Of all that is indexed either every vector is there or none is missing: one model, wholly.
                        long dense = result.hits().stream()
                                .flatMap(hit -> hit.signals().stream())
                                .filter(signal -> signal.name().equals(DENSE) && !Double.isNaN(signal.raw()))
                                .count();
                        long indexedHits = result.memories().stream()
                                .filter(memory -> memory.text().startsWith("turn"))
                                .count();
                        assertTrue(dense >= indexedHits, dense + " of " + indexedHits + " have a vector");
                        reading.countDown();
                    }
                    return null;
                }));
            }
            reading.await();
            for (int i = 0; i < 50; i++) {
                indexed.add(ALICE, "written meanwhile " + i);
            }
            indexed.index.awaitEmbedded();
            over.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
            assertEquals(new EmbeddingProgress(380, 380, true), indexed.index.embedding());
            assertTrue(indexed.texts(ALICE, "written meanwhile 7").contains("written meanwhile 7"));
        }
    }

    @Test
    void whatIsErasedMeanwhileIsGoneFromAllFiles() throws IOException {
        fill(A);
        Gated b = new Gated("b");
        try (Indexed indexed = open(b, A)) {
            b.calls.release(2);
            Memory victim = indexed.index.scan(ALICE, null, 200).getLast();
            indexed.erase(victim);
            b.calls.release(1_000);
            indexed.index.expunge();
            assertEquals(Set.of(), filesWith(victim.text()));
            indexed.index.awaitEmbedded();
            assertEquals(1, indexed.index.history(victim.id()).size());
        }
        assertEquals(Set.of(), filesWith(text(199)));
        assertEquals(Set.of("b/16"), vectorsOfLiving().keySet());
    }

    private Map<String, Integer> vectorsOfLiving() throws IOException {
        try (Indexed indexed = open(new Letters("b", 16), null)) {
            indexed.committed();
        }
        return vectors(directory);
    }

    /** The indexer goes on: when it has just let go of a file, there is another moment to look at them all. */
    private Set<String> filesWith(String text) throws IOException {
        Set<String> found = null;
        while (found == null) {
            found = filesAtOneMomentWith(text);
        }
        return found;
    }

    private @Nullable Set<String> filesAtOneMomentWith(String text) throws IOException {
        Set<String> found = new TreeSet<>();
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (bytes.contains(text)) {
                    found.add(directory.relativize(file).toString());
                }
            }
            return found;
        } catch (NoSuchFileException e) {
            return null;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return null;
            }
            throw e;
        }
    }

    @Test
    void aModelThatIsReplacedHalfwayLeavesNothingBehind() throws IOException {
        fill(A);
        Gated b = new Gated("b");
        try (Indexed indexed = open(b, A)) {
            b.calls.release(2);
            awaitSome(indexed);
            b.calls.release(1_000);
        }
        Letters c = new Letters("c", 20);
        try (Indexed indexed = open(c, A)) {
            indexed.index.awaitEmbedded();
            assertEquals(new EmbeddingProgress(330, 330, true), indexed.index.embedding());
            indexed.committed();
        }
        assertEquals(Set.of("c/20"), vectors(directory).keySet());
    }

    @Test
    void goingBackToTheModelBeforeNeedsNoEmbedding() {
        fill(A);
        Gated b = new Gated("b");
        try (Indexed indexed = open(b, A)) {
            b.calls.release(3);
            awaitSome(indexed);
            b.calls.release(1_000);
        }
        Letters back = new Letters("a", 26);
        try (Indexed indexed = open(back, null)) {
            indexed.index.awaitEmbedded();
            assertEquals(new EmbeddingProgress(330, 330, true), indexed.index.embedding());
        }
    }

    @Test
    void anEmbedderThatFailsForAWhileIsAskedAgain() {
        fill(A);
        AtomicInteger failures = new AtomicInteger(4);
        Letters b = new Letters("b", 16) {
            @Override
            public List<float[]> embed(List<String> texts, Purpose purpose) {
                if (purpose == Purpose.DOCUMENT && failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("the model is away");
                }
                return super.embed(texts, purpose);
            }
        };
        try (Indexed indexed = open(b, A)) {
            indexed.index.awaitEmbedded();
            assertEquals(new EmbeddingProgress(330, 330, true), indexed.index.embedding());
        }
    }

    @Test
    void aTextThatTheModelRefusesHoldsNobodyUp() {
        fill(A);
        AtomicBoolean refusing = new AtomicBoolean(true);
        Letters b = new Letters("b", 16) {
            @Override
            public List<float[]> embed(List<String> texts, Purpose purpose) {
                if (refusing.get() && texts.stream().anyMatch(text -> text.contains("turn 77 "))) {
                    throw new IllegalStateException("77 is unspeakable");
                }
                return super.embed(texts, purpose);
            }
        };
        try (Indexed indexed = open(b, null)) {
            indexed.index.awaitEmbedded();
            // The turn itself. The default ranking embeds no turn together with the one before it.
            assertEquals(new EmbeddingProgress(329, 330, true), indexed.index.embedding());
            assertTrue(indexed.texts(ALICE, "turn 77").contains(text(77)));
            refusing.set(false);
        }
        try (Indexed indexed = open(b, null)) {
            indexed.index.awaitEmbedded();
            assertEquals(new EmbeddingProgress(330, 330, true), indexed.index.embedding());
        }
    }

    @Test
    void aNewBatchThatFailedIsEmbeddedLater() {
        AtomicBoolean failing = new AtomicBoolean(true);
        Letters b = new Letters("b", 16) {
            @Override
            public List<float[]> embed(List<String> texts, Purpose purpose) {
                if (purpose == Purpose.DOCUMENT && failing.get()) {
                    throw new IllegalStateException("the model is away");
                }
                return super.embed(texts, purpose);
            }
        };
        try (Indexed indexed = open(b, null)) {
            indexed.add(ALICE, "defgh was spoken about");
            indexed.settled();
            assertEquals(new EmbeddingProgress(0, 1, true), indexed.index.embedding());
            failing.set(false);
            indexed.index.awaitEmbedded();
            assertEquals(new EmbeddingProgress(1, 1, true), indexed.index.embedding());
        }
    }

    @Test
    void closingEndsTheWaitForAnEmbedderThatFails() throws Exception {
        fill(A);
        CountDownLatch asked = new CountDownLatch(1);
        Letters b = new Letters("b", 16) {
            @Override
            public List<float[]> embed(List<String> texts, Purpose purpose) {
                asked.countDown();
                throw new IllegalStateException("the model is away");
            }
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Indexed indexed = open(b, null);
            Future<?> waiting = threads.submit(indexed.index::awaitEmbedded);
            asked.await();
            indexed.close();
            ExecutionException failure = assertThrows(ExecutionException.class, waiting::get);
            assertEquals(
                    ErrorCode.CLOSED,
                    assertInstanceOf(MemoryException.class, failure.getCause()).code());
        }
        try (Indexed indexed = open(A, null)) {
            assertEquals(IndexState.CURRENT, indexed.index.foundState(), "nothing had been changed");
            assertTrue(names(indexed).contains(DENSE));
        }
    }
}
