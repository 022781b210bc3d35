package dev.memcore.bench.perf;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.bench.harness.Stores;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compares the cost of a context with that of a recall of as many memories as it shows, and with that of the same context
 * again while nothing has changed.
 */
final class ContextCost {
    private static final int WARM_UP = 500;
    private static final int TOKENS = 4_000;

    private final Path place;
    private final int memories;
    private final int requests;
    private final long seed;
    private final Terminal out;

    ContextCost(Path place, int memories, int requests, long seed, Terminal out) {
        this.place = place;
        this.memories = memories;
        this.requests = requests;
        this.seed = seed;
        this.out = out;
    }

    /** Measures, and returns the figures by name. */
    Map<String, Object> measure() {
        try (MemoryManager store = Stores.open(place)) {
            Workload workload = new Workload(1, seed);
            workload.ingest(store, memories);
            store.awaitIndexed();
            return measure(store.space(workload.scope(0)));
        }
    }

    private Map<String, Object> measure(MemorySpace space) {
        ConversationGenerator generator = new ConversationGenerator(seed + 1);
        long[] recall = new long[requests];
        long[] context = new long[requests];
        long[] again = new long[requests];
        int shown = 1;
        for (int i = -Math.min(WARM_UP, requests); i < requests; i++) {
            String question = generator.question();
            ContextRequest request = ContextRequest.of(question, TOKENS);
            int at = Math.max(0, i);
            long start = System.nanoTime();
            shown = Math.clamp(space.context(request).lines().size(), 1, MemoryQuery.MAX_LIMIT);
            context[at] = System.nanoTime() - start;
            start = System.nanoTime();
            space.context(request);
            again[at] = System.nanoTime() - start;
            // Another question, because the first one has warmed the caches for itself.
            MemoryQuery query = MemoryQuery.of(generator.question()).withLimit(shown);
            start = System.nanoTime();
            space.recall(query);
            recall[at] = System.nanoTime() - start;
        }
        return report(new Sample(recall), new Sample(context), new Sample(again), shown);
    }

    private Map<String, Object> report(Sample recall, Sample context, Sample again, int shown) {
        double ratio = context.millis(0.5) / recall.millis(0.5);
        out.line(out.bold("Context of %,d tokens from %,d memories of one user"), TOKENS, memories);
        out.line("   recall           %s, of as many memories as the context shows, such as %d", recall, shown);
        out.line("   context          %s", context);
        out.line("   again, unchanged %s", again);
        out.line("   ratio of medians %.2f", ratio);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("tokens", TOKENS);
        result.put("recallMillis", recall.json());
        result.put("contextMillis", context.json());
        result.put("unchangedMillis", again.json());
        result.put("ratio", ratio);
        return result;
    }
}
