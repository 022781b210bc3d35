package dev.memcore.bench.tasks.capacity;

import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.bench.perf.ConversationGenerator;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.List;

/** Writes a stream of unrelated turns with needles among them. For one thread. */
final class Haystack {
    private static final int BATCH = 1_000;

    /** Receives the texts of the stream in their order. */
    interface Reader {
        void accept(String text);
    }

    private final int turns;
    private final List<Needle> needles;
    private final long seed;
    private long tokens;

    Haystack(int turns, List<Needle> needles, long seed) {
        this.turns = turns;
        this.needles = List.copyOf(needles);
        this.seed = seed;
    }

    /** Passes every text of the stream to a reader. The same stream each time. */
    void forEach(Reader reader) {
        ConversationGenerator filler = new ConversationGenerator(seed);
        int next = 0;
        for (int turn = 0; turn <= turns; turn++) {
            while (next < needles.size() && needles.get(next).depth() * turns <= turn) {
                reader.accept(needles.get(next).text());
                next++;
            }
            if (turn < turns) {
                reader.accept(filler.turn());
            }
        }
    }

    /** Stores the stream in at least twenty batches, and runs an action after each. */
    void store(MemorySpace space, Runnable afterBatch) {
        int size = Math.clamp(turns / 20, 1, BATCH);
        TokenCounter counter = TokenCounter.approximate();
        List<Observation> batch = new ArrayList<>();
        tokens = 0;
        forEach(text -> {
            tokens += counter.count(text);
            batch.add(Observation.of(text));
            if (batch.size() == size) {
                space.rememberAll(List.copyOf(batch));
                batch.clear();
                afterBatch.run();
            }
        });
        if (!batch.isEmpty()) {
            space.rememberAll(batch);
            afterBatch.run();
        }
    }

    /** Returns the tokens that were stored, by the approximate counter. */
    long tokens() {
        return tokens;
    }
}
