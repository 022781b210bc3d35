package dev.memcore.bench.perf;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Scope;
import dev.memcore.api.report.StoreStats;
import dev.memcore.bench.harness.Stores;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Builds a store of a given size, and measures opening, recall, recall beside a writer, and space. */
final class LargeStore {
    private static final int OPENINGS = 5;
    private static final int WARM_UP = 300;

    private final Path directory;
    private final int memories;
    private final int users;
    private final int recalls;
    private final long seed;
    private final Terminal out;
    private final Workload workload;
    private final Map<String, Object> result = new LinkedHashMap<>();

    LargeStore(Path directory, int memories, int users, int recalls, long seed, Terminal out) {
        this.directory = directory;
        this.memories = memories;
        this.users = users;
        this.recalls = recalls;
        this.seed = seed;
        this.out = out;
        this.workload = new Workload(users, seed);
    }

    /** Measures everything, and returns the figures by name. */
    Map<String, Object> measure() {
        result.put("memories", memories);
        result.put("users", users);
        out.line(out.bold(String.format("%,d memories of %,d user%s", memories, users, users == 1 ? "" : "s")));
        build();
        open();
        try (MemoryManager store = Stores.open(directory)) {
            recall(store);
            recallBesideWriter(store);
        }
        return result;
    }

    private void build() {
        try (MemoryManager store = Stores.open(directory)) {
            long start = System.nanoTime();
            workload.ingest(store, memories);
            double acknowledged = secondsSince(start);
            store.awaitIndexed();
            double indexed = secondsSince(start);
            StoreStats stats = store.stats();
            double ratio = (double) stats.logBytes() / workload.payload();
            result.put("ingestPerSecond", memories / acknowledged);
            result.put("ingestIndexedPerSecond", memories / indexed);
            result.put("ingestBatch", Workload.TURNS);
            result.put("payloadBytes", workload.payload());
            result.put("logBytes", stats.logBytes());
            result.put("logBytesPerPayloadByte", ratio);
            result.put("indexBytes", stats.indexBytes());
            out.line(
                    "   ingest           %,.0f/s acknowledged, %,.0f/s until indexed (durable batches of %d)",
                    memories / acknowledged, memories / indexed, Workload.TURNS);
            out.line(
                    "   space            log %,.1f MB for %,.1f MB payload: %.2f x; index %,.1f MB",
                    stats.logBytes() / 1e6, workload.payload() / 1e6, ratio, stats.indexBytes() / 1e6);
        }
    }

    /** After a clean close, and up to the first answer of a look-up. */
    private void open() {
        long[] nanos = new long[OPENINGS];
        for (int i = 0; i < OPENINGS; i++) {
            long start = System.nanoTime();
            try (MemoryManager store = Stores.open(directory)) {
                store.stats();
                nanos[i] = System.nanoTime() - start;
            }
        }
        Sample sample = new Sample(nanos);
        result.put("openMillis", sample.json());
        out.line("   open             median %.0f ms after a clean close (n %d)", sample.millis(0.5), OPENINGS);
    }

    private void recall(MemoryManager store) {
        measureRecalls(store, Math.min(WARM_UP, recalls), seed + 1);
        Sample alone = measureRecalls(store, recalls, seed + 2);
        result.put("recallMillis", alone.json());
        out.line("   recall           %s", alone);
    }

    private void recallBesideWriter(MemoryManager store) {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        Thread writer = new Thread(
                () -> {
                    ConversationGenerator generator = new ConversationGenerator(seed + 3);
                    while (!stop.get()) {
                        store.space(workload.scope(written.intValue())).remember(generator.turn());
                        written.incrementAndGet();
                    }
                },
                "perf-writer");
        long start = System.nanoTime();
        writer.start();
        try {
            do {
                measureRecalls(store, Math.min(WARM_UP, recalls), seed + 4);
            } while (written.get() == 0 && writer.isAlive()); // on a slow device recalls could otherwise run alone
            Sample beside = measureRecalls(store, recalls, seed + 5);
            double perSecond = written.get() / secondsSince(start);
            result.put("recallMillisWhileWriting", beside.json());
            result.put("writesPerSecondMeanwhile", perSecond);
            out.line("   while writing    %s, beside %,.0f durable writes/s of one thread", beside, perSecond);
        } finally {
            stop.set(true);
            Threads.join(writer);
        }
        if (written.get() == 0) {
            throw new IllegalStateException("the writer beside the recalls wrote nothing");
        }
    }

    private Sample measureRecalls(MemoryManager store, int count, long querySeed) {
        ConversationGenerator generator = new ConversationGenerator(querySeed);
        Random random = new Random(querySeed);
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            Scope scope = workload.scope(random.nextInt(users));
            MemoryQuery query = MemoryQuery.of(generator.question());
            long start = System.nanoTime();
            store.space(scope).recall(query);
            nanos[i] = System.nanoTime() - start;
        }
        return new Sample(nanos);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
