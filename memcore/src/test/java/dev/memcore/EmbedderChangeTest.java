package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.report.EmbeddingProgress;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.api.report.Recovery.IndexState;
import dev.memcore.spi.Embedder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host opens its store with another model. */
class EmbedderChangeTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    @TempDir
    private Path directory;

    /** Counts letters modulo the dimensions; slow, and away if it is told to be. */
    private record Letters(int dimensions, AtomicBoolean away, CountDownLatch asked) implements Embedder {
        Letters(int dimensions) {
            this(dimensions, new AtomicBoolean(), new CountDownLatch(1));
        }

        @Override
        public String modelId() {
            return "letters";
        }

        @Override
        public boolean quick() {
            return false;
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            asked.countDown();
            if (away.get() && purpose == Purpose.DOCUMENT) {
                throw new IllegalStateException("the model is away");
            }
            return texts.stream().map(this::vector).toList();
        }

        private float[] vector(String text) {
            float[] vector = new float[dimensions];
            text.chars().filter(Character::isLetter).forEach(c -> vector[c % dimensions]++);
            return vector;
        }
    }

    private MemcoreBuilder store(Embedder embedder) {
        return Memcore.builder().directory(directory.resolve("store")).embedder(embedder);
    }

    private void fill() {
        try (MemoryManager memory = store(new Letters(26)).build()) {
            for (int i = 0; i < 100; i++) {
                memory.space(BOB).remember("note " + i + " is about peanuts");
            }
        }
    }

    @Test
    void theStoreWorksOnWhileTheNewModelIsAwayAndCutsOverWhenItIsBack() {
        fill();
        Letters other = new Letters(16);
        other.away().set(true);
        try (MemoryManager memory =
                store(other).previousEmbedder(new Letters(26)).build()) {
            assertEquals(IndexState.OTHER_EMBEDDER, memory.stats().recovery().indexState());
            assertEquals(0, memory.stats().recovery().replayed());
            assertEquals(new EmbeddingProgress(0, 100, false), memory.stats().embedding());
            Memory secret = memory.space(BOB).remember("the safe opens with xyzzy");
            memory.awaitIndexed();
            assertEquals(secret, memory.space(BOB).recall("xyzzy").memories().getFirst());
            ErasureReceipt receipt = memory.space(BOB).erase(Erasure.of(secret.id()));
            assertTrue(memory.space(BOB).verify(receipt).ok());
            assertTrue(memory.check().ok());
            assertEquals(102, memory.backup(directory.resolve("copy")).lastSequence());
            other.away().set(false);
            memory.awaitEmbedded();
            assertEquals(new EmbeddingProgress(101, 101, true), memory.stats().embedding());
            assertTrue(memory.check().ok());
            assertTrue(memory.space(BOB).verify(receipt).ok());
        }
    }

    @Test
    void closingEndsTheWaitForAModelThatIsAway() throws Exception {
        fill();
        Letters other = new Letters(16);
        other.away().set(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            MemoryManager memory = store(other).build();
            Future<?> waiting = threads.submit(memory::awaitEmbedded);
            other.asked().await();
            memory.close();
            ExecutionException failure = assertThrows(ExecutionException.class, waiting::get);
            assertEquals(
                    ErrorCode.CLOSED,
                    assertInstanceOf(MemoryException.class, failure.getCause()).code());
        }
    }
}
