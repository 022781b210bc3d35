package dev.memcore.api.session;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A list of memories that is read by position, by neighbour and by time: the messages of a session, or a timeline. The
 * list is a snapshot; the memories are read when they are asked for, in their present version. A position, the
 * <em>ordinal</em>, counts from 0.
 *
 * <p>Holds about 100 bytes for each memory, and no texts. A memory is found by ordinal or id in O(1) reads of the store, and
 * by time in O(log n). Immutable; safe for any number of threads. After "Your Context Is Not an Array" (2024): models
 * fail at access by index, so the store does it.
 */
public final class Transcript {
    private final List<MemoryId> ids;
    private final Map<MemoryId, Integer> ordinals = new HashMap<>();
    /** The start of each memory's time. */
    private final Instant[] times;
    /** The ordinals in order of time. */
    private final int[] byTime;

    private final Function<MemoryId, Optional<Memory>> memories;

    private Transcript(Stream<Memory> memories, Function<MemoryId, Optional<Memory>> source) {
        List<MemoryId> order = new ArrayList<>();
        List<Instant> starts = new ArrayList<>();
        memories.forEachOrdered(memory -> {
            order.add(memory.id());
            starts.add(memory.when().start());
        });
        this.ids = List.copyOf(order);
        this.times = starts.toArray(Instant[]::new);
        for (int i = 0; i < ids.size(); i++) {
            ordinals.put(ids.get(i), i);
        }
        Arguments.require(ordinals.size() == ids.size(), "a memory occurs twice in a transcript");
        this.byTime = IntStream.range(0, ids.size())
                .boxed()
                .sorted(Comparator.comparing(i -> times[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.memories = source;
    }

    /** Returns a transcript that holds the given memories, each once, in the given order. */
    public static Transcript of(List<Memory> memories) {
        List<Memory> held = List.copyOf(Arguments.allPresent(memories, "memories"));
        Map<MemoryId, Memory> byId = new HashMap<>();
        held.forEach(memory -> byId.put(memory.id(), memory));
        return new Transcript(held.stream(), id -> Optional.ofNullable(byId.get(id)));
    }

    /**
     * Returns a transcript of the given memories that reads them from a source when they are asked for.
     *
     * @param memories the memories, each once, in order; not held
     * @param source returns the present version of a memory; called by any thread
     */
    public static Transcript of(Stream<Memory> memories, Function<MemoryId, Optional<Memory>> source) {
        return new Transcript(Arguments.present(memories, "memories"), Arguments.present(source, "source"));
    }

    /** Returns the number of memories. */
    public int size() {
        return ids.size();
    }

    /** Returns the ids in order. */
    public List<MemoryId> ids() {
        return ids;
    }

    /**
     * Returns the memory at an ordinal.
     *
     * @param ordinal 0 to {@code size() - 1}
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if there is no such ordinal; {@link
     *     ErrorCode#NOT_FOUND} if the memory was erased, or is no longer visible
     */
    public Memory get(int ordinal) {
        if (ordinal < 0 || ordinal >= ids.size()) {
            throw Arguments.invalid(
                    "ordinal " + ordinal + " is not in this transcript, which has " + ids.size() + " memories");
        }
        MemoryId id = ids.get(ordinal);
        return memories.apply(id)
                .orElseThrow(() -> MemoryException.of(
                        ErrorCode.NOT_FOUND, "memory " + id + " at ordinal " + ordinal + " can no longer be read"));
    }

    /** Returns the ordinal of a memory, or empty if it is not in this transcript. */
    public OptionalInt ordinal(MemoryId id) {
        Integer ordinal = ordinals.get(Arguments.present(id, "id"));
        return ordinal == null ? OptionalInt.empty() : OptionalInt.of(ordinal);
    }

    /** Returns the memory directly after another one; empty after the last one. */
    public Optional<Memory> after(MemoryId id) {
        int next = required(id) + 1;
        return next < ids.size() ? Optional.of(get(next)) : Optional.empty();
    }

    /** Returns the memory directly before another one; empty before the first one. */
    public Optional<Memory> before(MemoryId id) {
        int previous = required(id) - 1;
        return previous >= 0 ? Optional.of(get(previous)) : Optional.empty();
    }

    /** Returns the memories from the first to the last of two, both included; empty if the second precedes the first. */
    public List<Memory> between(MemoryId first, MemoryId last) {
        int from = required(first);
        int to = required(last);
        return IntStream.rangeClosed(from, to).mapToObj(this::get).toList();
    }

    /**
     * Returns the memories whose {@linkplain Memory#when() time} starts in an interval, in order of time. Of equal
     * times, the order of the transcript holds.
     *
     * @param from the start, inclusive
     * @param to the end, exclusive
     */
    public List<Memory> between(Instant from, Instant to) {
        Arguments.present(from, "from");
        Arguments.present(to, "to");
        List<Memory> found = new ArrayList<>();
        for (int i = firstAtOrAfter(from); i < byTime.length && times[byTime[i]].isBefore(to); i++) {
            found.add(get(byTime[i]));
        }
        return List.copyOf(found);
    }

    private int firstAtOrAfter(Instant moment) {
        int low = 0;
        int high = byTime.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[byTime[middle]].isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns a cursor that stands before the first memory. */
    public Cursor cursor() {
        return new Cursor(0);
    }

    /**
     * Returns a cursor that stands before an ordinal.
     *
     * @param ordinal 0 to {@code size()}
     */
    public Cursor cursor(int ordinal) {
        Arguments.within(ordinal, 0, ids.size(), "ordinal");
        return new Cursor(ordinal);
    }

    private int required(MemoryId id) {
        return ordinal(id)
                .orElseThrow(
                        () -> MemoryException.of(ErrorCode.NOT_FOUND, "memory " + id + " is not in this transcript"));
    }

    /** A position between two memories of the transcript. For use by one thread. */
    public final class Cursor {
        private int next;

        private Cursor(int next) {
            this.next = next;
        }

        /** Returns the ordinal of the memory after the cursor; {@code size()} at the end. */
        public int ordinal() {
            return next;
        }

        /** Returns whether there is a memory after the cursor. */
        public boolean hasNext() {
            return next < size();
        }

        /** Returns whether there is a memory before the cursor. */
        public boolean hasPrevious() {
            return next > 0;
        }

        /**
         * Returns the memory after the cursor, and moves the cursor behind it.
         *
         * @throws NoSuchElementException at the end
         */
        public Memory next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the cursor is at the end, ordinal " + next);
            }
            return get(next++);
        }

        /**
         * Returns the memory before the cursor, and moves the cursor before it.
         *
         * @throws NoSuchElementException at the start
         */
        public Memory previous() {
            if (!hasPrevious()) {
                throw new NoSuchElementException("the cursor is at the start");
            }
            return get(--next);
        }
    }
}
