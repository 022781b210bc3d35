package dev.memcore.bench.peers.scale;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.perf.ConversationGenerator;
import dev.memcore.bench.perf.ProcessState;
import dev.memcore.bench.perf.Sample;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Measures a built store: opening, heap, space, and recalls in scopes of several sizes. */
final class ScaleStage {
    private static final int OPENINGS = 5;
    private static final int WARM_UP = 1_000;

    private final ScaleSessions sessions;
    private final Path directory;
    private final int recalls;
    private final long seed;

    ScaleStage(ScaleSessions sessions, Path directory, int recalls, long seed) {
        this.sessions = sessions;
        this.directory = directory;
        this.recalls = recalls;
        this.seed = seed;
    }

    /**
     * Measures, and returns the figures by name.
     *
     * @param memories the size of the store
     */
    Map<String, Object> measure(int memories) {
        int users = sessions.users(ScaleSessions.sessions(memories));
        Random random = new Random(seed);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("openMillis", openings().json());
        long before = ProcessState.usedHeap();
        try (MemoryManager store = Stores.open(directory)) {
            figures.put(
                    "smallMillis",
                    recalls(store, () -> ScaleSessions.small(random.nextInt(users)))
                            .json());
            figures.put(
                    "largestMillis", recalls(store, () -> ScaleSessions.LARGEST).json());
            figures.put(
                    "sharedMillis", recalls(store, () -> ScaleSessions.READER).json());
            figures.put("heapBytes", Math.max(0, ProcessState.usedHeap() - before));
        }
        return figures;
    }

    /** A clean close, then opening and the first recall, in this JVM. */
    private Sample openings() {
        ConversationGenerator questions = new ConversationGenerator(seed + 1);
        long[] nanos = new long[OPENINGS];
        for (int i = -1; i < OPENINGS; i++) {
            long start = System.nanoTime();
            try (MemoryManager store = Stores.open(directory)) {
                store.space(ScaleSessions.LARGEST).recall(MemoryQuery.of(questions.question()));
                nanos[Math.max(0, i)] = System.nanoTime() - start;
            }
        }
        return new Sample(nanos);
    }

    private Sample recalls(MemoryManager store, Supplier<Scope> scopes) {
        ConversationGenerator questions = new ConversationGenerator(seed + 2);
        long[] nanos = new long[recalls];
        for (int i = -Math.min(WARM_UP, 2 * recalls); i < recalls; i++) {
            nanos[Math.max(0, i)] = nanos(store, scopes.get(), questions.question());
        }
        return new Sample(nanos);
    }

    /** Asks the same questions in this store and in one that has the memories of a user alone, one after the other. */
    Map<String, Object> compare(Path alone, Scope user) {
        ConversationGenerator questions = new ConversationGenerator(seed + 3);
        long[] large = new long[recalls];
        long[] small = new long[recalls];
        try (MemoryManager store = Stores.open(directory);
                MemoryManager other = Stores.open(alone)) {
            for (int i = -Math.min(WARM_UP, 2 * recalls); i < recalls; i++) {
                String question = questions.question();
                large[Math.max(0, i)] = nanos(store, user, question);
                small[Math.max(0, i)] = nanos(other, user, question);
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("largeStoreMillis", new Sample(large).json());
        figures.put("aloneMillis", new Sample(small).json());
        figures.put("ratio", new Sample(large).millis(0.5) / new Sample(small).millis(0.5));
        return figures;
    }

    private static long nanos(MemoryManager store, Scope scope, String question) {
        long start = System.nanoTime();
        store.space(scope).recall(MemoryQuery.of(question));
        return System.nanoTime() - start;
    }
}
