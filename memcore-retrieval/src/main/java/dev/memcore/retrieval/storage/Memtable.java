package dev.memcore.retrieval.storage;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import dev.memcore.retrieval.storage.Projector.Projection;
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
 * The versions that are durable but not in the index yet, oldest first: an immutable stretch of a growing array, which the
 * stretches share. Appending writes behind the end of every older stretch, so a reader of one never sees it move.
 *
 * <p>A commit without versions has no entry, but it moves {@link #through()}.
 */
public final class Memtable {
    private static final int SMALLEST = 16;

    private final Entry[] entries;
    private final int from;
    private final int to;
    private final long through;

    private Memtable(Entry[] entries, int from, int to, long through) {
        this.entries = entries;
        this.from = from;
        this.to = to;
        this.through = through;
    }

    /** Nothing waits: the index has all up to this commit. */
    public static Memtable empty(long through) {
        return new Memtable(new Entry[SMALLEST], 0, 0, through);
    }

    /** Entries in the order of their commits. */
    public static Memtable of(List<Entry> entries, long through) {
        return empty(0).plus(through, entries);
    }

    public int size() {
        return to - from;
    }

    public boolean isEmpty() {
        return from == to;
    }

    /** The last commit whose versions are in this tail or before it. */
    public long through() {
        return through;
    }

    /** This tail with a commit at its end. Called by one thread at a time, and only on the newest tail. Amortised O(added). */
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
        for (Entry entry : added) {
            target[end++] = entry;
        }
        return new Memtable(target, start, end, sequence);
    }

    /** This tail without its first entries. */
    public Memtable without(Memtable first) {
        // A new array when all are gone: what was erased must not live on in an old one.
        return first.size() == size() ? empty(through) : new Memtable(entries, from + first.size(), to, through);
    }

    /** The first entries, at least as many as given (if there are), and never part of a commit. */
    public Memtable firstCommits(int atLeast) {
        int end = from + Math.min(size(), atLeast);
        while (end > from && end < to && entries[end].sequence() == entries[end - 1].sequence()) {
            end++;
        }
        return new Memtable(entries, from, end, end == to ? through : entries[end].sequence() - 1);
    }

    public void forEach(Consumer<Entry> action) {
        for (int i = from; i < to; i++) {
            action.accept(entries[i]);
        }
    }

    /** The entries of one memory, oldest first. O(size). */
    public List<Entry> of(MemoryId id) {
        List<Entry> found = new ArrayList<>();
        forEach(entry -> {
            if (entry.memory().id().equals(id)) {
                found.add(entry);
            }
        });
        return found;
    }

    /** The newest version of each memory that passes the test (which must not depend on the version). O(size). */
    public Map<MemoryId, Entry> newest(Predicate<Memory> test) {
        return standing(test, time -> true);
    }

    /**
     * What takes the place of the index's documents at a moment: the last version recorded by then of each memory that
     * passes the test (which must not depend on the version). A mark of erasure takes their place at every moment.
     * O(size).
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

    /** Whether a memory is erased here. */
    public boolean hasErased() {
        return Arrays.stream(entries, from, to).anyMatch(entry -> entry.memory().status() == Status.ERASED);
    }

    /** How many different memories wait here of which an index has nothing. O(size), and a look-up for each that changed. */
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

    /** A version that waits to be indexed, and its projection once somebody has needed it. */
    public static final class Entry {
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

        /** The same without its projection, which takes more memory than all else. */
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
         * Where its neighbours are looked for; of an erased memory: where they were.
         *
         * @param index an index of present versions that goes with a tail which has this entry
         */
        public @Nullable String conversation(IndexReader index) throws IOException {
            if (!conversationKnown) {
                Memory indexed = StoredMemory.find(index, memory.id());
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
}
