package dev.memcore.observe;

import dev.memcore.spi.Embedder;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Counts letters. Throws what it is told to throw, and waits while it is told to wait. */
final class SwitchedEmbedder implements Embedder {
    private final AtomicReference<Supplier<? extends Throwable>> failure = new AtomicReference<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch entered = new CountDownLatch(1);

    void fail(Supplier<? extends Throwable> with) {
        failure.set(with);
    }

    void work() {
        failure.set(null);
    }

    void block() {
        entered = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    void awaitBlocked() throws InterruptedException {
        entered.await();
    }

    void release() {
        gate.countDown();
    }

    @Override
    public String modelId() {
        return "switched";
    }

    @Override
    public int dimensions() {
        return 26;
    }

    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public List<float[]> embed(List<String> texts, Purpose purpose) {
        if (purpose == Purpose.DOCUMENT) {
            entered.countDown();
            awaitGate();
        }
        Supplier<? extends Throwable> failing = failure.get();
        if (failing != null) {
            throw SwitchedEmbedder.<RuntimeException>unchecked(failing.get());
        }
        return texts.stream().map(SwitchedEmbedder::vector).toList();
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(Throwable failure) throws E {
        throw (E) failure;
    }

    private static float[] vector(String text) {
        float[] vector = new float[26];
        text.chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> vector[c - 'a']++);
        return vector;
    }
}
