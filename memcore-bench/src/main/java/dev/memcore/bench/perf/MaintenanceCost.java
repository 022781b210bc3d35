package dev.memcore.bench.perf;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.config.Retention;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.bench.harness.Stores;
import dev.memcore.cli.console.Terminal;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * Measures the effect of maintenance on recall, and its heap use. A first run moves all memories from SHORT to MID,
 * where searches still find them. It works in parts, as the maintenance thread does, with pauses between them. Recalls
 * are measured alternately during the parts and during the pauses, so that other changes of the machine's speed affect
 * both. A second, untimed run archives and forgets all memories, and stops regularly to collect garbage and to measure
 * the heap.
 */
final class MaintenanceCost {
    private static final Budget PART = Budget.ofOperations(20_000).withTime(Duration.ofSeconds(1));
    private static final int WARM_UP = 300;
    private static final int RECALLS_WHILE_IT_RESTS = 20;

    /** The number of commits between two measurements of the heap. */
    private static final int COMMITS_PER_COLLECTION = 10;

    private final Path directory;
    private final int memories;
    private final int users;
    private final long seed;
    private final Terminal out;
    private final Workload workload;
    private final Map<String, Object> result = new LinkedHashMap<>();

    MaintenanceCost(Path directory, int memories, int users, long seed, Terminal out) {
        this.directory = directory;
        this.memories = memories;
        this.users = users;
        this.seed = seed;
        this.out = out;
        this.workload = new Workload(users, seed);
    }

    /** Builds the store, measures, and returns the figures by name. */
    Map<String, Object> measure() {
        out.line(out.bold(
                String.format("Maintenance of %,d memories of %,d user%s", memories, users, users == 1 ? "" : "s")));
        try (MemoryManager store = Stores.open(directory)) {
            workload.ingest(store, memories);
            store.awaitIndexed();
        }
        List<LifecyclePolicy> first = List.of(Policies.limitShortTierPerSession(0));
        try (MemoryManager store = Stores.openMaintained(directory, first, Retention.FOREVER)) {
            besideRecalls(store);
        }
        Heap heap = new Heap();
        List<LifecyclePolicy> rest = List.of(Policies.fifo(Tier.MID, 0), Policies.fifo(Tier.ARCHIVE, 0));
        try (MemoryManager store = Stores.openMaintained(directory, rest, Retention.FOREVER, heap)) {
            heap(store, heap);
        }
        return result;
    }

    private void besideRecalls(MemoryManager store) {
        ConversationGenerator generator = new ConversationGenerator(seed + 1);
        Random random = new Random(seed + 1);
        for (int i = 0; i < WARM_UP; i++) {
            nanos(store, generator, random);
        }
        Durations alone = new Durations();
        Durations beside = new Durations();
        Worker worker = new Worker(store);
        Thread thread = new Thread(worker, "perf-maintain");
        thread.start();
        while (!worker.ended) {
            for (int i = 0; i < RECALLS_WHILE_IT_RESTS; i++) {
                alone.add(nanos(store, generator, random));
            }
            worker.working = true;
            worker.turn.release();
            while (worker.working) {
                long nanos = nanos(store, generator, random);
                if (worker.working) {
                    beside.add(nanos);
                }
            }
        }
        Threads.join(thread);
        if (!worker.finished) {
            throw new IllegalStateException("the maintenance beside the recalls failed");
        }
        report(alone.sample(), beside.sample(), worker);
    }

    private void report(Sample alone, Sample beside, Worker worker) {
        double ratio = beside.millis(0.5) / alone.millis(0.5);
        result.put("recallMillis", alone.json());
        result.put("recallMillisBesideMaintenance", beside.json());
        result.put("ratio", ratio);
        result.put("operations", worker.operations);
        result.put("commits", worker.commits);
        result.put("seconds", worker.nanos / 1e9);
        out.line("   recall alone     %s", alone);
        out.line("   beside           %s, %.2f times the median", beside, ratio);
        out.line(
                "   meanwhile        %,d operations in %,d commits, %.1f s",
                worker.operations, worker.commits, worker.nanos / 1e9);
    }

    private long nanos(MemoryManager store, ConversationGenerator generator, Random random) {
        Scope scope = workload.scope(random.nextInt(users));
        MemoryQuery query = MemoryQuery.of(generator.question());
        long start = System.nanoTime();
        store.space(scope).recall(query);
        return System.nanoTime() - start;
    }

    /**
     * Runs one part of maintenance each time it is released. The releasing thread marks it as working. Its counts are
     * read after its thread has ended.
     */
    private static final class Worker implements Runnable {
        private final MemoryManager store;
        private final Semaphore turn = new Semaphore(0);
        private volatile boolean working;
        private volatile boolean ended;
        private boolean finished;
        private long operations;
        private int commits;
        private long nanos;

        Worker(MemoryManager store) {
            this.store = store;
        }

        @Override
        public void run() {
            while (!ended) {
                turn.acquireUninterruptibly();
                part();
            }
        }

        private void part() {
            boolean more = false; // also after a failure
            try {
                long start = System.nanoTime();
                MaintenanceReport report = store.maintain(PART);
                nanos += System.nanoTime() - start;
                operations += report.total();
                commits += report.commits().size();
                finished = report.finished();
                more = !finished;
            } finally {
                ended = !more;
                working = false;
            }
        }
    }

    /** Durations in nanoseconds, however many. */
    private static final class Durations {
        private long[] nanos = new long[1_024];
        private int size;

        void add(long duration) {
            nanos = size < nanos.length ? nanos : Arrays.copyOf(nanos, 2 * size);
            nanos[size++] = duration;
        }

        Sample sample() {
            return new Sample(Arrays.copyOf(nanos, size));
        }
    }

    private void heap(MemoryManager store, Heap heap) {
        long before = ProcessState.usedHeap();
        heap.most = before;
        long operations = store.maintain(Budget.ofOperations(1_000_000)).total();
        result.put("heapOperations", operations);
        result.put("heapMegabytesBefore", before / 1e6);
        result.put("heapMegabytesMost", heap.most / 1e6);
        result.put("heapMegabytesAfter", ProcessState.usedHeap() / 1e6);
        out.line(
                "   heap after GC    %.0f MB before, %.0f MB at most within a run of %,d operations",
                before / 1e6, heap.most / 1e6, operations);
    }

    /** Measures the heap in the midst of a run. */
    private static final class Heap implements MaintenanceListener {
        private int commits;
        private long most;

        @Override
        public void committed(Scope scope, String policy, List<MemoryOp> operations, long commit) {
            if (++commits % COMMITS_PER_COLLECTION == 0) {
                most = Math.max(most, ProcessState.usedHeap());
            }
        }
    }
}
