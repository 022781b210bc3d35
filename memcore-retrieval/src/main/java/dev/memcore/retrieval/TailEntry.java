package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.spi.Neighbours;
import org.jspecify.annotations.Nullable;

/** A version that waits to be indexed, and its projection once somebody has needed it. */
final class TailEntry {
    private final long sequence;
    private final Memory memory;

    /** Made at most a few times (by whoever comes first, reader or indexer), always with the same outcome. */
    private volatile @Nullable Projection projection;

    TailEntry(long sequence, Memory memory) {
        this.sequence = sequence;
        this.memory = memory;
    }

    long sequence() {
        return sequence;
    }

    Memory memory() {
        return memory;
    }

    /** How the memory is searched among these neighbours; made anew if they have changed since. */
    Projection projection(Neighbours neighbours, Projector projector) {
        Projection present = projection;
        if (present == null || !present.isFor(neighbours)) {
            present = projector.project(memory, neighbours);
            projection = present;
        }
        return present;
    }
}
