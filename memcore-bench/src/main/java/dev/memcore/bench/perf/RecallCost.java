package dev.memcore.bench.perf;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Stores;
import dev.memcore.cli.console.Terminal;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compares the cost of a recall with all stages with that of a minimal hybrid search: BM25 and nearest neighbours over
 * the text alone. Two stores contain the same memories of one user, and each question is asked in both.
 */
final class RecallCost {
    private static final int WARM_UP = 1_000;
    private static final MinMaxWeightedSum PLAIN =
            new MinMaxWeightedSum(Map.of("bm25.content", 0.5, "dense.content", 0.5));

    private final Path directory;
    private final int recalls;
    private final long seed;
    private final Terminal out;

    RecallCost(Path directory, int recalls, long seed, Terminal out) {
        this.directory = directory;
        this.recalls = recalls;
        this.seed = seed;
        this.out = out;
    }

    /** Measures with a number of memories, and returns the figures by name. */
    Map<String, Object> measure(int memories) {
        Path place = directory.resolve(Integer.toString(memories));
        try (MemoryManager full = Stores.open(place.resolve("defaults"));
                MemoryManager plain = Stores.open(place.resolve("plain"), PLAIN)) {
            Scope scope = fill(full, memories);
            fill(plain, memories);
            return compare(full, plain, scope, memories);
        }
    }

    private Scope fill(MemoryManager store, int memories) {
        Workload workload = new Workload(1, seed);
        workload.ingest(store, memories);
        store.awaitIndexed();
        return workload.scope(0);
    }

    private Map<String, Object> compare(MemoryManager full, MemoryManager plain, Scope scope, int memories) {
        ConversationGenerator generator = new ConversationGenerator(seed + 1);
        for (int i = 0; i < Math.min(WARM_UP, recalls); i++) {
            String question = generator.question();
            nanos(full, scope, question);
            nanos(plain, scope, question);
        }
        long[] ofFull = new long[recalls];
        long[] ofPlain = new long[recalls];
        for (int i = 0; i < recalls; i++) {
            String question = generator.question();
            ofFull[i] = nanos(full, scope, question);
            ofPlain[i] = nanos(plain, scope, question);
        }
        Sample all = new Sample(ofFull);
        Sample least = new Sample(ofPlain);
        double ratio = all.millis(0.5) / least.millis(0.5);
        out.line(out.bold(String.format("Recall from %,d memories of one user", memories)));
        out.line("   all stages       %s", all);
        out.line("   BM25 + kNN       %s", least);
        out.line("   ratio of medians %.2f", ratio);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("memories", memories);
        result.put("recallMillis", all.json());
        result.put("plainMillis", least.json());
        result.put("ratio", ratio);
        return result;
    }

    private static long nanos(MemoryManager store, Scope scope, String question) {
        long start = System.nanoTime();
        store.space(scope).recall(MemoryQuery.of(question));
        return System.nanoTime() - start;
    }
}
