package dev.memcore.bench.soak.model;

import dev.memcore.api.MemoryId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The reference model of one scope, with which a store is compared. For one thread. */
final class ScopeModel {
    private static final int COMMITS = 20;
    private static final int MARKS = 2;

    private final TreeMap<Integer, Entry> entries = new TreeMap<>();
    private final Map<MemoryId, Entry> byId = new HashMap<>();
    private final Deque<Commit> commits = new ArrayDeque<>();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private int next;

    /**
     * A commit that can be taken back.
     *
     * @param before the memories that it changed, as they were; null: it added them
     */
    record Commit(long sequence, Map<Integer, @Nullable Entry> before) {}

    /**
     * A state that is read again later.
     *
     * @param entries all memories as they were
     */
    record Mark(Instant at, Map<Integer, Entry> entries) {}

    /** A copy that does not change with this one. */
    ScopeModel copy() {
        ScopeModel copy = new ScopeModel();
        entries.values().forEach(entry -> copy.put(entry.copy()));
        copy.commits.addAll(commits);
        copy.marks.addAll(marks);
        copy.next = next;
        return copy;
    }

    /** All memories, in the order in which they were made. */
    Collection<Entry> entries() {
        return entries.values();
    }

    @Nullable
    Entry get(int number) {
        return entries.get(number);
    }

    /** The memory of a number that is there. */
    Entry require(int number) {
        Entry entry = entries.get(number);
        if (entry == null) {
            throw new IllegalStateException("there is no memory " + number);
        }
        return entry;
    }

    @Nullable
    Entry byId(MemoryId id) {
        return byId.get(id);
    }

    void put(Entry entry) {
        entries.put(entry.number, entry);
        byId.put(entry.id, entry);
        use(entry.number);
    }

    /** The next number that is free. */
    int next() {
        return next;
    }

    /** Marks a number as used. */
    void use(int number) {
        next = Math.max(next, number + 1);
    }

    /** A memory and everything that was derived from it, directly or over others. */
    List<Entry> closure(Entry source) {
        Set<Integer> found = new TreeSet<>(Set.of(source.number));
        for (Entry entry : entries.values()) { // what was derived is younger
            if (entry.sources.stream().anyMatch(found::contains)) {
                found.add(entry.number);
            }
        }
        return found.stream().map(this::require).toList();
    }

    /** The memories of a session that are messages in force, in order. */
    List<Entry> messages(String session) {
        List<Entry> messages = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.isActive() && session.equals(entry.session)) {
                messages.add(entry);
            }
        }
        return messages;
    }

    /** The facts of a key. */
    List<Entry> facts(String key) {
        return entries.values().stream().filter(entry -> key.equals(entry.key)).toList();
    }

    /** Takes note of a commit that can be taken back. */
    void committed(long sequence, Map<Integer, @Nullable Entry> before) {
        commits.addLast(new Commit(sequence, before));
        if (commits.size() > COMMITS) {
            commits.removeFirst();
        }
    }

    /** A commit that can be taken back, or null. */
    @Nullable
    Commit commit(long sequence) {
        return commits.stream()
                .filter(commit -> commit.sequence() == sequence)
                .findFirst()
                .orElse(null);
    }

    void mark(Instant at) {
        Map<Integer, Entry> copies = new TreeMap<>();
        entries.forEach((number, entry) -> copies.put(number, entry.copy()));
        marks.addLast(new Mark(at, copies));
        if (marks.size() > MARKS) {
            marks.removeFirst();
        }
    }

    Collection<Mark> marks() {
        return marks;
    }
}
