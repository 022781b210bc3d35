package dev.memcore.retrieval.storage;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import dev.memcore.retrieval.storage.Projector.Projection;
import dev.memcore.retrieval.text.Passages;
import dev.memcore.spi.Neighbours;
import dev.memcore.spi.index.ReadTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;

/**
 * An immutable list of the versions that are durable but not indexed yet, oldest first. It is a range of a growing
 * array that successive memtables share. {@link #plus} writes only behind the end of every older range, so readers of
 * an older memtable are unaffected.
 *
 * <p>A commit without versions has no entry, but advances {@link #through()}.
 */
public final class Memtable {
    private static final int SMALLEST = 16;

    private final Entry[] entries;
    private final int from;
    private final int to;
    private final long through;
    private final long documents;

    private Memtable(Entry[] entries, int from, int to, long through, long documents) {
        this.entries = entries;
        this.from = from;
        this.to = to;
        this.through = through;
        this.documents = documents;
    }

    /** Returns an empty memtable: the index has all versions up to this commit. */
    public static Memtable empty(long through) {
        return new Memtable(new Entry[SMALLEST], 0, 0, through, 0);
    }

    /** Returns a memtable of entries, which must be in the order of their commits. */
    public static Memtable of(List<Entry> entries, long through) {
        return empty(0).plus(through, entries);
    }

    public int size() {
        return to - from;
    }

    /** Returns the number of documents that the versions will have in the index, about: a long text has many. */
    public long documents() {
        return documents;
    }

    public boolean isEmpty() {
        return from == to;
    }

    /** Returns the last commit whose versions are in this memtable or before it. */
    public long through() {
        return through;
    }

    /**
     * Returns this memtable with the entries of one more commit. Must be called by one thread at a time, and only on
     * the newest memtable. Amortised O(added).
     */
    public Memtable plus(long sequence, List<Entry> added) {
        Entry[] target = entries;
        int start = from;
        int end = to;
        if (end + added.size() > target.length) {
            target = new Entry[Math.max(SMALLEST, 2 * (size() + added.size()))];
            System.arraycopy(entries, from, target, 0, size());
            start = 0;
            end = size();
        }
        long more = 0;
        for (Entry entry : added) {
            target[end++] = entry;
            more += entry.documents();
        }
        return new Memtable(target, start, end, sequence, documents + more);
    }

    /**
     * Returns this memtable without its first entries.
     *
     * @param first the entries to remove, which must be the start of this memtable
     */
    public Memtable without(Memtable first) {
        // A new array if no entries are left: the old one may contain texts that were erased.
        return first.size() == size()
                ? empty(through)
                : new Memtable(entries, from + first.size(), to, through, documents - first.documents);
    }

    /**
     * Returns the first entries: those of at least the given number of {@link #documents}, if there are so many, and
     * always whole commits.
     */
    public Memtable firstCommits(int atLeast) {
        int end = from;
        long taken = 0;
        while (end < to && (taken < atLeast || entries[end].sequence() == entries[end - 1].sequence())) {
            taken += entries[end++].documents();
        }
        return new Memtable(entries, from, end, end == to ? through : entries[end].sequence() - 1, taken);
    }

    public void forEach(Consumer<Entry> action) {
        for (int i = from; i < to; i++) {
            action.accept(entries[i]);
        }
    }

    /** Returns the entries of one memory, oldest first. O(size). */
    public List<Entry> of(MemoryId id) {
        List<Entry> found = new ArrayList<>();
        forEach(entry -> {
            if (entry.memory().id().equals(id)) {
                found.add(entry);
            }
        });
        return found;
    }

    /**
     * Returns the newest entry of each memory that passes the test. The result of the test must not depend on the
     * version. O(size).
     */
    public Map<MemoryId, Entry> newest(Predicate<Memory> test) {
        return standing(test, time -> true);
    }

    /**
     * Returns the entries that replace the documents of the index at a moment: for each memory that passes the test,
     * the last version recorded by then. A tombstone of an erasure replaces the memory's documents at every moment. The
     * result of the test must not depend on the version. O(size).
     */
    public Map<MemoryId, Entry> standing(Predicate<Memory> test, ReadTime time) {
        return standing(test, memory -> memory.status() == Status.ERASED || time.sees(memory.recordedAt()));
    }

    private Map<MemoryId, Entry> standing(Predicate<Memory> test, Predicate<Memory> recorded) {
        Map<MemoryId, Entry> standing = new LinkedHashMap<>();
        forEach(entry -> {
            if (test.test(entry.memory()) && recorded.test(entry.memory())) {
                standing.put(entry.memory().id(), entry);
            }
        });
        return standing;
    }

    /** Returns whether an entry is the tombstone of an erased memory. */
    public boolean hasErased() {
        return Arrays.stream(entries, from, to).anyMatch(entry -> entry.memory().status() == Status.ERASED);
    }

    /**
     * Returns the number of memories in this memtable of which the index has no version. O(size), and one look-up in
     * the index for each memory whose first version is not in this memtable.
     */
    public long additions(IndexReader index) throws IOException {
        Set<MemoryId> added = new HashSet<>();
        Set<MemoryId> changed = new HashSet<>();
        forEach(entry -> (entry.isFirst() ? added : changed).add(entry.memory().id()));
        changed.removeAll(added);
        for (MemoryId id : changed) {
            if (!StoredMemory.exists(index, id)) {
                added.add(id);
            }
        }
        return added.size();
    }

    /** A version that waits to be indexed, with its projection once that was computed. */
    public static final class Entry {
        private final long sequence;
        private final Memory memory;
        /** Null if it has none, or if it is not known yet. */
        private volatile @Nullable String conversation;

        private volatile boolean conversationKnown;

        /**
         * Computed by the first thread that needs it, a reader or the indexer. Threads may race to compute it; the
         * result is the same.
         */
        private volatile @Nullable Projection projection;

        /**
         * Creates the entry of a version. Runs on the log's thread, so it does not read the index. An erased memory no
         * longer has its conversation: if its older version is not in the memtable, {@link #conversation} looks it up
         * in the index.
         *
         * @param older the entry of the version before, if that waits as well
         */
        public Entry(long sequence, Memory memory, @Nullable Entry older) {
            this.sequence = sequence;
            this.memory = memory;
            boolean erased = memory.status() == Status.ERASED;
            this.conversation = erased ? known(older) : Keys.conversation(memory);
            this.conversationKnown = !erased || memory.version() == 1 || (older != null && older.conversationKnown);
        }

        private static @Nullable String known(@Nullable Entry older) {
            return older == null ? null : older.conversation;
        }

        /** Returns a copy without the projection, which takes most of an entry's memory. */
        public Entry bare() {
            Entry bare = new Entry(sequence, memory, null);
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
         * Returns the conversation in which its neighbours are searched, or null. For an erased memory, returns the
         * conversation it was in.
         *
         * @param index the index of present versions of a snapshot whose memtable has this entry
         */
        public @Nullable String conversation(IndexReader index) throws IOException {
            if (!conversationKnown) {
                Memory indexed = StoredMemory.find(index, memory.id());
                conversation = indexed == null ? null : Keys.conversation(indexed);
                conversationKnown = true;
            }
            return conversation;
        }

        private long documents() {
            return Passages.count(memory.text());
        }

        /** Returns whether this is the first version of its memory, so that no index can have an older one. */
        public boolean isFirst() {
            return memory.version() == 1;
        }

        /**
         * Returns the projection of the memory with these neighbours. Computes it again if the neighbours have changed.
         */
        public Projection projection(Neighbours neighbours, Projector projector) {
            Projection present = projection(neighbours);
            if (present == null) {
                present = Projector.isDivided(memory)
                        ? divided(neighbours, projector)
                        : projector.project(this, neighbours);
                projection = present;
            }
            return present;
        }

        /**
         * Computes the projection if it has none yet, without neighbours: most of it holds with any neighbours. A long
         * text is left out, because it takes long.
         */
        public void prepare(Projector projector) {
            if (projection == null && !Projector.isDivided(memory)) {
                Projection made = projector.project(this, Neighbours.NONE);
                projection = projection == null ? made : projection;
            }
        }

        /** Returns the projection that was computed last, or null. */
        @Nullable
        Projection projection() {
            return projection;
        }

        /** Returns the projection that was computed last if it has these neighbours; otherwise null. */
        @Nullable
        Projection projection(Neighbours neighbours) {
            Projection present = projection;
            return present != null && present.isFor(neighbours) ? present : null;
        }

        /** Returns the projection of a long text. One thread computes it, because it takes long; the others wait. */
        synchronized Projection divided(Neighbours neighbours, Projector projector) {
            Projection present = projection(neighbours);
            if (present == null) {
                present = projector.project(this, neighbours);
                projection = present;
            }
            return present;
        }
    }
}
