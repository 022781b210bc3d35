package dev.memcore.bench.perf;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Page;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.bench.harness.Stores;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Builds a store in which every memory has three versions, and measures recalls of the present and of earlier moments,
 * alternately.
 */
final class HistoryReads {
    private static final int REVISIONS = 2;
    private static final int WARM_UP = 300;

    private final Path directory;
    private final int memories;
    private final int users;
    private final int recalls;
    private final long seed;
    private final Terminal out;
    private final Workload workload;
    private final List<Instant> moments = new ArrayList<>();

    HistoryReads(Path directory, int memories, int users, int recalls, long seed, Terminal out) {
        this.directory = directory;
        this.memories = memories;
        this.users = users;
        this.recalls = recalls;
        this.seed = seed;
        this.out = out;
        this.workload = new Workload(users, seed);
    }

    Map<String, Object> measure() {
        out.line(out.bold(String.format(
                "%,d memories of %,d user%s, %d versions each",
                memories, users, users == 1 ? "" : "s", REVISIONS + 1)));
        try (MemoryManager store = Stores.open(directory)) {
            workload.ingest(store, memories);
            moments.add(lastRecorded(store));
            ConversationGenerator texts = new ConversationGenerator(seed + 6);
            for (int i = 0; i < REVISIONS; i++) {
                for (int user = 0; user < users; user++) {
                    revise(store.space(workload.scope(user)), texts);
                }
                moments.add(lastRecorded(store));
            }
            store.awaitIndexed();
            return compare(store);
        }
    }

    /** Returns a moment before everything that is recorded later. Recorded times have a resolution of milliseconds. */
    private Instant lastRecorded(MemoryManager store) {
        MemorySpace space = store.space(workload.scope(0));
        Instant now;
        do {
            now = space.remember("a tick of the clock").recordedAt();
        } while (!space.remember("the next tick").recordedAt().isAfter(now));
        return now;
    }

    private static void revise(MemorySpace space, ConversationGenerator texts) {
        @Nullable MemoryId after = null;
        do {
            Page page = space.list(MemoryFilter.any(), after, MemoryQuery.MAX_LIMIT);
            List<MemoryOp> revisions = new ArrayList<>();
            for (Memory memory : page.memories()) {
                revisions.add(new MemoryOp.Revise(memory.id(), texts.turn(), 0, Cause.HOST));
            }
            if (!revisions.isEmpty()) {
                space.apply(revisions);
            }
            after = page.next();
        } while (after != null);
    }

    private Map<String, Object> compare(MemoryManager store) {
        measure(store, WARM_UP, seed + 1);
        Sample[] samples = measure(store, recalls, seed + 2);
        double ratio = samples[1].millis(0.5) / samples[0].millis(0.5);
        out.line("   recall at present   %s", samples[0]);
        out.line("   recall as of then   %s: %.2f x", samples[1], ratio);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("memories", memories);
        result.put("users", users);
        result.put("versionsEach", REVISIONS + 1);
        result.put("recallMillis", samples[0].json());
        result.put("asOfRecallMillis", samples[1].json());
        result.put("ratio", ratio);
        return result;
    }

    /** Asks the same questions for the present and for one of the earlier moments, alternately. */
    private Sample[] measure(MemoryManager store, int count, long querySeed) {
        ConversationGenerator generator = new ConversationGenerator(querySeed);
        Random random = new Random(querySeed);
        long[] present = new long[count];
        long[] past = new long[count];
        for (int i = 0; i < count; i++) {
            MemorySpace space = store.space(workload.scope(random.nextInt(users)));
            MemoryView then = space.asOf(moments.get(random.nextInt(moments.size() - 1)));
            MemoryQuery query = MemoryQuery.of(generator.question());
            present[i] = nanos(space, query);
            past[i] = nanos(then, query);
        }
        return new Sample[] {new Sample(present), new Sample(past)};
    }

    private static long nanos(MemoryView view, MemoryQuery query) {
        long start = System.nanoTime();
        view.recall(query);
        return System.nanoTime() - start;
    }
}
