package dev.memcore.bench.perf;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Measures the number of single memories that a number of threads remember durably per second. Each thread waits for
 * its acknowledgement.
 */
final class DurableWrites {
    private final Path directory;
    private final int threads;
    private final long seed;

    DurableWrites(Path directory, int threads, long seed) {
        this.directory = directory;
        this.threads = threads;
        this.seed = seed;
    }

    /** Writes into a fresh store for a warm-up of half the time, then measures. */
    double perSecond(Duration time) {
        try (ScratchDirectory fresh = ScratchDirectory.of(directory);
                MemoryManager store = Stores.open(fresh.path())) {
            write(store, time.dividedBy(2));
            store.awaitIndexed();
            return write(store, time);
        }
    }

    private double write(MemoryManager store, Duration time) {
        AtomicLong written = new AtomicLong();
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        List<Thread> writers = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        for (int i = 0; i < threads; i++) {
            Scope scope = Scope.of("perf", "writer-" + i);
            ConversationGenerator generator = new ConversationGenerator(seed + i);
            writers.add(new Thread(
                    () -> {
                        try {
                            do {
                                store.space(scope).remember(generator.turn());
                                written.incrementAndGet();
                            } while (!over.get());
                        } catch (RuntimeException e) {
                            failure.set(e);
                        }
                    },
                    "perf-writer-" + i));
        }
        long start = System.nanoTime();
        writers.forEach(Thread::start);
        Threads.sleep(time);
        over.set(true);
        writers.forEach(Threads::join);
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return written.get() / ((System.nanoTime() - start) / 1e9);
    }
}
