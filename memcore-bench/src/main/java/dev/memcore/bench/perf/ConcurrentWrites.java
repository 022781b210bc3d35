package dev.memcore.bench.perf;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/** The latency of durable writes while a number of callers write at the same time. Each caller has its own scope and thread. */
final class ConcurrentWrites {
    private final Path directory;
    private final int callers;
    private final CallersCommand.Kind kind;
    private final long seed;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WARM_UP);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    ConcurrentWrites(Path directory, int callers, CallersCommand.Kind kind, long seed) {
        this.directory = directory;
        this.callers = callers;
        this.kind = kind;
        this.seed = seed;
    }

    private enum Phase {
        WARM_UP,
        MEASURED,
        OVER
    }

    /** Writes into a new store: first a warm-up, then the measurement, each of the given duration. */
    Sample measure(Duration time) {
        try (ScratchDirectory fresh = ScratchDirectory.of(directory);
                MemoryManager store = Stores.open(fresh.path())) {
            List<Caller> working = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                working.add(new Caller(store.in(Scope.of("perf", "caller-" + i)), seed + i));
            }
            List<Thread> threads =
                    working.stream().map(caller -> kind.thread(caller::run)).toList();
            threads.forEach(Thread::start);
            Threads.sleep(time);
            phase.set(Phase.MEASURED);
            Threads.sleep(time);
            phase.set(Phase.OVER);
            threads.forEach(Threads::join);
            RuntimeException failed = failure.get();
            if (failed != null) {
                throw failed;
            }
            return new Sample(
                    working.stream().flatMapToLong(Caller::latencies).toArray());
        }
    }

    /** One caller; used by its own thread until that has ended. */
    private final class Caller {
        private final MemorySpace space;
        private final ConversationGenerator texts;
        private final List<Long> nanos = new ArrayList<>();

        Caller(MemorySpace space, long seed) {
            this.space = space;
            this.texts = new ConversationGenerator(seed);
        }

        void run() {
            try {
                Phase at = phase.get();
                while (at != Phase.OVER) {
                    long start = System.nanoTime();
                    space.remember(texts.turn());
                    long took = System.nanoTime() - start;
                    // A write counts if it began and ended within the measured time.
                    if (at == Phase.MEASURED && phase.get() == Phase.MEASURED) {
                        nanos.add(took);
                    }
                    at = phase.get();
                }
            } catch (RuntimeException e) {
                failure.set(e);
            }
        }

        LongStream latencies() {
            return nanos.stream().mapToLong(Long::longValue);
        }
    }
}
