package dev.memcore.bench.perf;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Measures the latency of durable writes that a number of callers start at the same time. In each round every caller
 * writes one memory. The first fifth of the rounds is a warm-up. From time to time all callers wait until the index has
 * caught up, so that a long measurement does not measure the indexer instead.
 */
final class ConcurrentWrites {
    /** The number of writes after which callers wait for the index. Far below the capacity of the tail. */
    private static final int WRITES_BETWEEN_WAITS = 1_000;

    private final Path directory;
    private final int callers;
    private final int rounds;
    private final CallersCommand.Kind kind;
    private final long seed;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    ConcurrentWrites(Path directory, int callers, int rounds, CallersCommand.Kind kind, long seed) {
        this.directory = directory;
        this.callers = callers;
        this.rounds = rounds;
        this.kind = kind;
        this.seed = seed;
    }

    /** Writes into a new store. */
    Sample measure() {
        int warmUp = Math.max(1, rounds / 5);
        long[] nanos = new long[callers * rounds];
        try (ScratchDirectory fresh = ScratchDirectory.of(directory);
                MemoryManager store = Stores.open(fresh.path())) {
            CyclicBarrier start = new CyclicBarrier(callers, waitingForTheIndex(store));
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                MemorySpace space = store.space(Scope.of("perf", "caller-" + caller));
                threads.add(kind.thread(() -> write(space, caller, warmUp, start, nanos)));
            }
            threads.forEach(Thread::start);
            threads.forEach(Threads::join);
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return new Sample(nanos);
    }

    private Runnable waitingForTheIndex(MemoryManager store) {
        AtomicInteger written = new AtomicInteger();
        return () -> {
            if (written.addAndGet(callers) >= WRITES_BETWEEN_WAITS) {
                written.set(0);
                store.awaitIndexed();
            }
        };
    }

    private void write(MemorySpace space, int caller, int warmUp, CyclicBarrier start, long[] nanos) {
        ConversationGenerator texts = new ConversationGenerator(seed + caller);
        try {
            for (int round = -warmUp; round < rounds; round++) {
                start.await();
                long begun = System.nanoTime();
                space.remember(texts.turn());
                if (round >= 0) {
                    nanos[caller * rounds + round] = System.nanoTime() - begun;
                }
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            start.reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.compareAndSet(null, new IllegalStateException("interrupted while writing", e));
        } catch (BrokenBarrierException e) {
            failure.compareAndSet(null, new IllegalStateException("another caller failed", e));
        }
    }
}
