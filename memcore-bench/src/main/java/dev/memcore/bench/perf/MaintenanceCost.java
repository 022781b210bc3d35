package dev.memcore.bench.perf;

import dev.memcore.api.Budget;
import dev.memcore.api.MaintenanceListener;
import dev.memcore.api.MaintenanceReport;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Retention;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.Terminal;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.LifecyclePolicy;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What maintenance costs beside recall, and what heap it takes. A first run moves all memories out of SHORT, and half of them into the
 * archive, in parts as the thread of maintenance does it, while recalls are measured. A second one, in which nothing is timed, moves the
 * rest, and stops now and then to collect garbage and to measure what is left.
 */
final class MaintenanceCost {
    private static final Budget PART = Budget.ofOperations(20_000).withTime(Duration.ofSeconds(1));
    private static final int WARM_UP = 300;

    /** The heap is measured after each so many commits. */
    private static final int COMMITS_PER_COLLECTION = 10;

    private final Path directory;
    private final int memories;
    private final int users;
    private final int recalls;
    private final long seed;
    private final Terminal out;
    private final Workload workload;
    private final Map<String, Object> result = new LinkedHashMap<>();

    MaintenanceCost(Path directory, int memories, int users, int recalls, long seed, Terminal out) {
        this.directory = directory;
        this.memories = memories;
        this.users = users;
        this.recalls = recalls;
        this.seed = seed;
        this.out = out;
        this.workload = new Workload(users, seed);
    }

    /** Builds the store, and measures; gives the figures by name. */
    Map<String, Object> measure() {
        out.line(out.bold(
                String.format("Maintenance of %,d memories of %,d user%s", memories, users, users == 1 ? "" : "s")));
        try (MemoryManager store = Stores.open(directory)) {
            workload.ingest(store, memories);
            store.awaitIndexed();
        }
        int kept = memories / users / 2;
        List<LifecyclePolicy> half = List.of(Policies.keepShort(0), Policies.ageWeightedPruning(Tier.MID, kept));
        try (MemoryManager store = Stores.openMaintained(directory, half, Retention.FOREVER)) {
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
        recall(store, WARM_UP, seed + 1, null);
        Sample alone = recall(store, recalls, seed + 2, null);
        AtomicReference<Run> done = new AtomicReference<>();
        Thread maintaining = new Thread(() -> done.set(run(store)), "perf-maintain");
        maintaining.start();
        Sample beside = recall(store, Integer.MAX_VALUE, seed + 2, maintaining);
        Threads.join(maintaining);
        Run run = done.get();
        if (run == null) {
            throw new IllegalStateException("the maintenance beside the recalls failed");
        }
        result.put("recallMillis", alone.json());
        result.put("recallMillisBesideMaintenance", beside.json());
        result.put("ratio", beside.millis(0.5) / alone.millis(0.5));
        result.put("operations", run.operations());
        result.put("commits", run.commits());
        result.put("seconds", run.seconds());
        out.line("   recall alone     %s", alone);
        out.line("   beside           %s, %.2f times the median", beside, beside.millis(0.5) / alone.millis(0.5));
        out.line(
                "   meanwhile        %,d operations in %,d commits, %.1f s",
                run.operations(), run.commits(), run.seconds());
    }

    /** A run, in all its parts. */
    private record Run(long operations, int commits, double seconds) {}

    private static Run run(MemoryManager store) {
        long start = System.nanoTime();
        long operations = 0;
        int commits = 0;
        MaintenanceReport report;
        do {
            report = store.maintain(PART);
            operations += report.total();
            commits += report.commits().size();
        } while (!report.finished());
        return new Run(operations, commits, (System.nanoTime() - start) / 1e9);
    }

    /** Recalls so often, or as long as a thread is alive. */
    private Sample recall(MemoryManager store, int most, long querySeed, @Nullable Thread beside) {
        ConversationGenerator generator = new ConversationGenerator(querySeed);
        Random random = new Random(querySeed);
        long[] nanos = new long[1_024];
        int n = 0;
        while (n < most && (beside == null || beside.isAlive())) {
            Scope scope = workload.scope(random.nextInt(users));
            MemoryQuery query = MemoryQuery.of(generator.question());
            long start = System.nanoTime();
            store.in(scope).recall(query);
            nanos = n < nanos.length ? nanos : Arrays.copyOf(nanos, 2 * n);
            nanos[n++] = System.nanoTime() - start;
        }
        return new Sample(Arrays.copyOf(nanos, n));
    }

    private void heap(MemoryManager store, Heap heap) {
        long before = Heap.used();
        heap.most = before;
        long operations = store.maintain(Budget.ofOperations(1_000_000)).total();
        result.put("heapOperations", operations);
        result.put("heapMegabytesBefore", before / 1e6);
        result.put("heapMegabytesMost", heap.most / 1e6);
        result.put("heapMegabytesAfter", Heap.used() / 1e6);
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
                most = Math.max(most, used());
            }
        }

        /** The bytes in use after a collection. */
        static long used() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }
    }
}
