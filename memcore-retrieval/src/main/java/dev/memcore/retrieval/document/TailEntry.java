package dev.memcore.retrieval.document;

import dev.memcore.api.Memory;
import dev.memcore.spi.Neighbours;
import org.jspecify.annotations.Nullable;

/** A version that waits to be indexed, and its projection once somebody has needed it. */
public final class TailEntry {
    private final long sequence;
    private final Memory memory;
    private final @Nullable String conversation;
    private final boolean fresh;

    /** Made at most a few times (by whoever comes first, reader or indexer), always with the same outcome. */
    private volatile @Nullable Projection projection;

    /**
     * A waiting version.
     *
     * @param conversation where its neighbours are looked for; of an erased memory: where they were
     * @param fresh whether it is the first version that the index is given of its memory
     */
    public TailEntry(long sequence, Memory memory, @Nullable String conversation, boolean fresh) {
        this.sequence = sequence;
        this.memory = memory;
        this.conversation = conversation;
        this.fresh = fresh;
    }

    /** The same without its projection, which takes more memory than all else. */
    public TailEntry bare() {
        return new TailEntry(sequence, memory, conversation, fresh);
    }

    public long sequence() {
        return sequence;
    }

    public Memory memory() {
        return memory;
    }

    public @Nullable String conversation() {
        return conversation;
    }

    public boolean fresh() {
        return fresh;
    }

    /** How the memory is searched among these neighbours; made anew if they have changed since. */
    public Projection projection(Neighbours neighbours, Projector projector) {
        Projection present = projection;
        if (present == null || !present.isFor(neighbours)) {
            present = projector.project(memory, neighbours);
            projection = present;
        }
        return present;
    }
}
