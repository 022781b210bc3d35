package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The versions that are durable but not in the index yet, oldest first: an immutable stretch of a growing array, which the
 * stretches share. Appending writes behind the end of every older stretch, so a reader of one never sees it move.
 */
final class Tail {
    static final Tail EMPTY = new Tail(new TailEntry[16], 0, 0);

    private final TailEntry[] entries;
    private final int from;
    private final int to;

    private Tail(TailEntry[] entries, int from, int to) {
        this.entries = entries;
        this.from = from;
        this.to = to;
    }

    int size() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    TailEntry get(int index) {
        return entries[from + index];
    }

    /** This tail with more at its end. Called by one thread at a time, and only on the newest tail. Amortised O(added). */
    Tail plus(long sequence, List<Memory> versions) {
        TailEntry[] target = entries;
        int start = from;
        int end = to;
        if (this == EMPTY || end + versions.size() > target.length) {
            target = new TailEntry[Math.max(16, 2 * (size() + versions.size()))];
            System.arraycopy(entries, from, target, 0, size());
            start = 0;
            end = size();
        }
        for (Memory version : versions) {
            target[end++] = new TailEntry(sequence, version);
        }
        return new Tail(target, start, end);
    }

    /** This tail without its first entries. */
    Tail without(int first) {
        return new Tail(entries, from + first, to);
    }

    /** The first entries, at least as many as given (if there are), and never part of a commit. */
    Tail firstCommits(int atLeast) {
        int end = Math.min(to, from + atLeast);
        while (end > from && end < to && entries[end].sequence() == entries[end - 1].sequence()) {
            end++;
        }
        return new Tail(entries, from, end);
    }

    long lastSequence() {
        return entries[to - 1].sequence();
    }

    void forEach(Consumer<TailEntry> action) {
        for (int i = from; i < to; i++) {
            action.accept(entries[i]);
        }
    }

    /** The newest version of each memory that passes the test (which must not depend on the version). O(size). */
    Map<MemoryId, TailEntry> newest(Predicate<Memory> test) {
        Map<MemoryId, TailEntry> newest = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            if (test.test(entries[i].memory())) {
                newest.put(entries[i].memory().id(), entries[i]);
            }
        }
        return newest;
    }

    /** How many different memories are new in this tail. */
    long additions() {
        return Arrays.stream(entries, from, to)
                .filter(entry -> entry.memory().version() == 1)
                .count();
    }
}
