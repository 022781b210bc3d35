package dev.memcore.retrieval.document;

import dev.memcore.api.Memory;
import dev.memcore.api.Status;
import dev.memcore.retrieval.document.Projector.Projection;
import dev.memcore.spi.Neighbours;
import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;

/** A version that waits to be indexed, and its projection once somebody has needed it. */
public final class TailEntry {
    private final long sequence;
    private final Memory memory;
    /** Null: it has none, or is to be looked for. */
    private volatile @Nullable String conversation;

    private volatile boolean conversationKnown;

    /** Made at most a few times (by whoever comes first, reader or indexer), always with the same outcome. */
    private volatile @Nullable Projection projection;

    /**
     * A waiting version. Made on the log's thread, so it reads nothing: an erased memory does not say which conversation it
     * was part of, and if its older version does not wait here, whoever needs to know looks into the index.
     *
     * @param older the version before, if that waits as well
     */
    public TailEntry(long sequence, Memory memory, @Nullable TailEntry older) {
        this.sequence = sequence;
        this.memory = memory;
        boolean erased = memory.status() == Status.ERASED;
        this.conversation = erased ? known(older) : Keys.conversation(memory);
        this.conversationKnown = !erased || memory.version() == 1 || (older != null && older.conversationKnown);
    }

    private static @Nullable String known(@Nullable TailEntry older) {
        return older == null ? null : older.conversation;
    }

    /** The same without its projection, which takes more memory than all else. */
    public TailEntry bare() {
        TailEntry bare = new TailEntry(sequence, memory, null);
        bare.conversation = conversation;
        bare.conversationKnown = conversationKnown;
        return bare;
    }

    public long sequence() {
        return sequence;
    }

    public Memory memory() {
        return memory;
    }

    /**
     * Where its neighbours are looked for; of an erased memory: where they were.
     *
     * @param index an index of present versions that goes with a tail which has this entry
     */
    public @Nullable String conversation(IndexReader index) throws IOException {
        if (!conversationKnown) {
            Memory indexed = Lookup.memory(index, memory.id());
            conversation = indexed == null ? null : Keys.conversation(indexed);
            conversationKnown = true;
        }
        return conversation;
    }

    /** Whether it is a memory's first version, of which no index can have one. */
    public boolean isFirst() {
        return memory.version() == 1;
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
