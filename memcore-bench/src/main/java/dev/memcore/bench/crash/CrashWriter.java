package dev.memcore.bench.crash;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Tier;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Erasure;
import dev.memcore.bench.harness.Protocol;
import dev.memcore.bench.harness.UniqueWord;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A writer that uses all write operations in a scope of its own. It revises, forgets and erases only its own memories,
 * but never those of a batch, so that the memories of a batch can always be counted.
 */
final class CrashWriter {
    /** The attribute with the number of the cycle. */
    static final String CYCLE = "cycle";
    /** The attribute with the name of the batch. */
    static final String BATCH = "batch";
    /** The attribute with the size of the batch. */
    static final String BATCH_SIZE = "batch-size";

    /** A filter for all written memories, including archived ones, without the store's own records. */
    static final MemoryFilter EVERY_TIER = everyTier();

    private static final String SPEAKER = "Writer";
    /** The prefix of the writer's turns in a merged text. */
    static final String SPEAKS = SPEAKER + ": ";

    private static final int OLD_ONES = 200;

    private final MemorySpace space;
    private final int writer;
    private final int cycle;
    private final SplittableRandom random;
    private final Protocol parent;
    private final List<Memory> changeable = new ArrayList<>();
    private int texts;
    private int batches;

    CrashWriter(MemoryManager store, int writer, int cycle, SplittableRandom random, Protocol parent) {
        this.space = store.space(scope(writer));
        this.writer = writer;
        this.cycle = cycle;
        this.random = random;
        this.parent = parent;
    }

    private static MemoryFilter everyTier() {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        for (Tier tier : Tier.values()) {
            filter.tier(tier);
        }
        return filter.build();
    }

    /** The scope of a writer. */
    static Scope scope(int writer) {
        return Scope.of("crash", "writer-" + writer);
    }

    /** Writes until an operation fails. */
    void writeForever() {
        takeSomeOldOnes();
        for (; ; ) {
            int dice = random.nextInt(100);
            if (dice < 40) {
                single();
            } else if (dice < 55) {
                batch();
            } else if (dice < 70) {
                turn();
            } else if (dice < 88) {
                revise();
            } else if (dice < 99 || random.nextInt(5) > 0) {
                forget();
            } else {
                erase(); // an erasure costs as much as about a hundred writes
            }
        }
    }

    /**
     * Adds memories of earlier cycles to those that may be changed, except merged ones, which belong to maintenance.
     */
    private void takeSomeOldOnes() {
        for (Memory memory : space.list(EVERY_TIER, null, OLD_ONES).memories()) {
            if (!memory.observation().attributes().containsKey(BATCH)
                    && memory.observation().derivedFrom().isEmpty()) {
                changeable.add(memory);
            }
        }
    }

    private void single() {
        Memory memory = space.remember(observation().build());
        acknowledged(List.of(memory));
        changeable.add(memory);
    }

    private void batch() {
        int size = random.nextInt(2, 9);
        String batch = cycle + "-" + batches++;
        List<Observation> observations = IntStream.range(0, size)
                .mapToObj(i -> observation()
                        .attribute(BATCH, batch)
                        .attribute(BATCH_SIZE, size)
                        .build())
                .toList();
        acknowledged(
                random.nextBoolean()
                        ? space.rememberAll(observations)
                        : space.session("session-" + cycle).addAll(observations));
    }

    private void turn() {
        acknowledged(List.of(space.session("session-" + cycle)
                .add(observation().speaker(SPEAKER).build())));
    }

    private void revise() {
        if (changeable.isEmpty()) {
            return;
        }
        int chosen = random.nextInt(changeable.size());
        Memory memory = changeable.get(chosen);
        parent.send(Report.of(Report.Kind.CHANGING, writer, List.of(memory)).line());
        Memory changed = random.nextInt(3) == 0
                ? space.setSearchKeys(memory.id(), SearchKeys.KEYWORDS, List.of(text()))
                : space.revise(memory.id(), text());
        acknowledged(List.of(changed));
        changeable.set(chosen, changed);
    }

    private void forget() {
        if (changeable.isEmpty()) {
            return;
        }
        Memory memory = changeable.remove(random.nextInt(changeable.size()));
        parent.send(Report.of(Report.Kind.CHANGING, writer, List.of(memory)).line());
        space.forget(memory.id());
        List<Memory> forgotten = List.of(space.history(memory.id()).getLast());
        parent.send(Report.of(Report.Kind.FORGOTTEN, writer, forgotten).line());
    }

    private void erase() {
        if (changeable.isEmpty()) {
            return;
        }
        Memory memory = changeable.remove(random.nextInt(changeable.size()));
        parent.send(Report.of(Report.Kind.ERASING, writer, List.of(memory)).line());
        space.erase(Erasure.of(memory.id()));
        parent.send(Report.of(Report.Kind.ERASED, writer, List.of(memory)).line());
    }

    private void acknowledged(List<Memory> memories) {
        parent.send(Report.of(Report.Kind.ACKNOWLEDGED, writer, memories).line());
    }

    private Observation.Builder observation() {
        return Observation.builder(text()).attribute(CYCLE, cycle);
    }

    private String text() {
        return SealedText.compose(UniqueWord.of(cycle, writer, texts++), random);
    }
}
