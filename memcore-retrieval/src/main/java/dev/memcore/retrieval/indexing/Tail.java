package dev.memcore.retrieval.indexing;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import dev.memcore.retrieval.document.Lookup;
import dev.memcore.retrieval.document.TailEntry;
import dev.memcore.spi.ReadTime;
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

/**
 * The versions that are durable but not in the index yet, oldest first: an immutable stretch of a growing array, which the
 * stretches share. Appending writes behind the end of every older stretch, so a reader of one never sees it move.
 *
 * <p>A commit without versions has no entry, but it moves {@link #through()}.
 */
public final class Tail {
    private static final int SMALLEST = 16;

    private final TailEntry[] entries;
    private final int from;
    private final int to;
    private final long through;

    private Tail(TailEntry[] entries, int from, int to, long through) {
        this.entries = entries;
        this.from = from;
        this.to = to;
        this.through = through;
    }

    /** Nothing waits: the index has all up to this commit. */
    static Tail empty(long through) {
        return new Tail(new TailEntry[SMALLEST], 0, 0, through);
    }

    /** Entries in the order of their commits. */
    static Tail of(List<TailEntry> entries, long through) {
        return empty(0).plus(through, entries);
    }

    int size() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    /** The last commit whose versions are in this tail or before it. */
    long through() {
        return through;
    }

    /** This tail with a commit at its end. Called by one thread at a time, and only on the newest tail. Amortised O(added). */
    Tail plus(long sequence, List<TailEntry> added) {
        TailEntry[] target = entries;
        int start = from;
        int end = to;
        if (end + added.size() > target.length) {
            target = new TailEntry[Math.max(SMALLEST, 2 * (size() + added.size()))];
            System.arraycopy(entries, from, target, 0, size());
            start = 0;
            end = size();
        }
        for (TailEntry entry : added) {
            target[end++] = entry;
        }
        return new Tail(target, start, end, sequence);
    }

    /** This tail without its first entries. */
    Tail without(Tail first) {
        // A new array when all are gone: what was erased must not live on in an old one.
        return first.size() == size() ? empty(through) : new Tail(entries, from + first.size(), to, through);
    }

    /** The first entries, at least as many as given (if there are), and never part of a commit. */
    Tail firstCommits(int atLeast) {
        int end = from + Math.min(size(), atLeast);
        while (end > from && end < to && entries[end].sequence() == entries[end - 1].sequence()) {
            end++;
        }
        return new Tail(entries, from, end, end == to ? through : entries[end].sequence() - 1);
    }

    public void forEach(Consumer<TailEntry> action) {
        for (int i = from; i < to; i++) {
            action.accept(entries[i]);
        }
    }

    /** The entries of one memory, oldest first. O(size). */
    public List<TailEntry> of(MemoryId id) {
        List<TailEntry> found = new ArrayList<>();
        forEach(entry -> {
            if (entry.memory().id().equals(id)) {
                found.add(entry);
            }
        });
        return found;
    }

    /** The newest version of each memory that passes the test (which must not depend on the version). O(size). */
    public Map<MemoryId, TailEntry> newest(Predicate<Memory> test) {
        return standing(test, time -> true);
    }

    /**
     * What takes the place of the index's documents at a moment: the last version recorded by then of each memory that
     * passes the test (which must not depend on the version). A mark of erasure takes their place at every moment.
     * O(size).
     */
    public Map<MemoryId, TailEntry> standing(Predicate<Memory> test, ReadTime time) {
        return standing(test, memory -> memory.status() == Status.ERASED || time.sees(memory.recordedAt()));
    }

    private Map<MemoryId, TailEntry> standing(Predicate<Memory> test, Predicate<Memory> recorded) {
        Map<MemoryId, TailEntry> standing = new LinkedHashMap<>();
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
            if (!Lookup.has(index, id)) {
                added.add(id);
            }
        }
        return added.size();
    }
}
