package dev.memcore.retrieval.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Embedder.Purpose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CachingEmbedderTest {
    private final FakeEmbedder inner = new FakeEmbedder();
    private final CachingEmbedder embedder = CachingEmbedder.of(inner, 1_000_000);

    /** A fake: the vector of a text is its length and its purpose; notes what it is asked. */
    private static class FakeEmbedder implements Embedder {
        final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());
        boolean failing;
        int missing;

        @Override
        public String modelId() {
            return "fake";
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            calls.add(List.copyOf(texts));
            if (failing) {
                throw new IllegalStateException("down");
            }
            return texts.stream()
                    .skip(missing)
                    .map(text -> new float[] {text.length(), code(purpose)})
                    .toList();
        }

        static float code(Purpose purpose) {
            return purpose == Purpose.QUERY ? 1 : 0;
        }

        @Override
        public boolean quick() {
            return false;
        }
    }

    @Test
    void itIsWhatTheOtherIs() {
        assertEquals("fake", embedder.modelId());
        assertEquals(2, embedder.dimensions());
        assertFalse(embedder.quick());
    }

    @Test
    void onlyWhatIsNotKeptIsEmbeddedEachTextOnceInOneCall() {
        embedder.embed(List.of("a", "bb"), Purpose.DOCUMENT);

        List<float[]> vectors = embedder.embed(List.of("ccc", "a", "dddd", "ccc", "bb"), Purpose.DOCUMENT);

        assertEquals(List.of(List.of("a", "bb"), List.of("ccc", "dddd")), inner.calls);
        assertEquals(
                List.of(3f, 1f, 4f, 3f, 2f),
                vectors.stream().map(vector -> vector[0]).toList());
        embedder.embed(List.of("a", "ccc"), Purpose.DOCUMENT);
        embedder.embed(List.of(), Purpose.DOCUMENT);
        assertEquals(2, inner.calls.size());
    }

    @Test
    void aQuestionIsNoDocument() {
        embedder.embed(List.of("a"), Purpose.DOCUMENT);

        assertEquals(
                FakeEmbedder.code(Purpose.QUERY),
                embedder.embed(List.of("a"), Purpose.QUERY).getFirst()[1]);
        assertEquals(2, inner.calls.size());
    }

    @Test
    void whoChangesAVectorChangesNoOther() {
        embedder.embed(List.of("a", "a"), Purpose.QUERY).getFirst()[0] = 99;

        assertArrayEquals(
                new float[] {1, FakeEmbedder.code(Purpose.QUERY)},
                embedder.embed(List.of("a"), Purpose.QUERY).getFirst());
    }

    @Test
    void whatIsClearedIsEmbeddedAgain() {
        embedder.embed(List.of("a"), Purpose.QUERY);
        embedder.clear();
        embedder.embed(List.of("a"), Purpose.QUERY);

        assertEquals(2, inner.calls.size());
    }

    @Test
    void anEmbeddingUnderWayIsNotKeptBeyondAClear() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch cleared = new CountDownLatch(1);
        FakeEmbedder slow = new FakeEmbedder() {
            @Override
            public List<float[]> embed(List<String> texts, Purpose purpose) {
                started.countDown();
                try {
                    cleared.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return super.embed(texts, purpose);
            }
        };
        CachingEmbedder caching = CachingEmbedder.of(slow, 1_000);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<List<float[]>> underWay = thread.submit(() -> caching.embed(List.of("a"), Purpose.QUERY));
            started.await();
            caching.clear();
            cleared.countDown();
            assertEquals(1, underWay.get().size());
        }

        caching.embed(List.of("a"), Purpose.QUERY);
        assertEquals(2, slow.calls.size());
    }

    @Test
    void aFailureIsPassedOnAndNothingIsKept() {
        inner.failing = true;
        assertThrows(IllegalStateException.class, () -> embedder.embed(List.of("a"), Purpose.QUERY));
        inner.failing = false;
        inner.missing = 1;
        MemoryException e = assertThrows(MemoryException.class, () -> embedder.embed(List.of("a", "b"), Purpose.QUERY));
        assertEquals(ErrorCode.COMPONENT_FAILED, e.code());
        assertTrue(e.toString().contains("gave 1 vectors for 2 texts"), e::toString);
        inner.missing = 0;

        assertEquals(1, embedder.embed(List.of("a"), Purpose.QUERY).getFirst()[0]);
        assertEquals(3, inner.calls.size());
    }

    @Test
    void textsAndVectorsStayWithinTheirBytes() {
        CachingEmbedder small = CachingEmbedder.of(inner, 10_000);
        IntStream.range(0, 1_000).forEach(i -> small.embed(List.of("text number " + i), Purpose.DOCUMENT));
        inner.calls.clear();

        IntStream.range(0, 1_000).forEach(i -> small.embed(List.of("text number " + i), Purpose.DOCUMENT));

        int kept = 1_000 - inner.calls.size();
        assertTrue(kept <= 10_000 / 190, () -> kept + " are kept");
        small.embed(List.of("x".repeat(10_000)), Purpose.DOCUMENT);
        small.embed(List.of("x".repeat(10_000)), Purpose.DOCUMENT);
        assertEquals(1_000 - kept + 2, inner.calls.size(), "what is larger than the cache is not kept");
    }

    @Test
    void manyThreadsGetTheirVectors() throws Exception {
        List<Callable<Boolean>> tasks = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(thread ->
                        () -> IntStream.range(1, 500).allMatch(i -> {
                            int length = 1 + (i * (thread + 1)) % 50;
                            return embedder.embed(List.of("x".repeat(length)), Purpose.QUERY)
                                            .getFirst()[0]
                                    == length;
                        }))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> right : threads.invokeAll(tasks)) {
                assertTrue(right.get());
            }
        }
        assertTrue(inner.calls.size() <= 8 * 50, () -> inner.calls.size() + " calls");
    }

    @Test
    @SuppressWarnings("NullAway")
    void badInputSaysWhatIsWrong() {
        assertThrows(MemoryException.class, () -> CachingEmbedder.of(null, 1));
        assertThrows(MemoryException.class, () -> CachingEmbedder.of(inner, 0));
    }
}
