package dev.memcore.store.window;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest messages of one session, in the order of their ids. It is an immutable range of a growing array, which
 * later ranges share. A new message is written after the end of every older range, so that it costs O(1), amortized.
 * Any other change copies the references.
 */
final class RecentMessages {
    private static final int SMALLEST = 16;

    /** The estimated heap size of a message without its text, in bytes. */
    private static final int BYTES_BESIDE_TEXT = 1_000;

    private final Memory[] array;
    private final int from;
    private final int to;
    private final int capacity;
    /** Whether these are all messages of the session, so that no older ones were left out. */
    private final boolean complete;
    /** The estimated heap size of all messages in the array, including those before this range. */
    private final long bytes;

    private RecentMessages(Memory[] array, int from, int to, int capacity, boolean complete, long bytes) {
        int tooMany = Math.max(0, to - from - capacity);
        this.array = array;
        this.from = from + tooMany;
        this.to = to;
        this.capacity = capacity;
        this.complete = complete && tooMany == 0;
        this.bytes = bytes;
    }

    static RecentMessages loaded(List<Memory> loaded, int capacity) {
        Map<MemoryId, Memory> byId = new TreeMap<>();
        loaded.forEach(version ->
                byId.merge(version.id(), version, (one, other) -> one.version() > other.version() ? one : other));
        byId.values().removeIf(version -> !isMessage(version));
        return of(byId.values().toArray(Memory[]::new), capacity, byId.size() < capacity);
    }

    private static RecentMessages of(Memory[] messages, int capacity, boolean complete) {
        long bytes = Arrays.stream(messages).mapToLong(RecentMessages::bytes).sum();
        return new RecentMessages(messages, 0, messages.length, capacity, complete, bytes);
    }

    private static long bytes(Memory message) {
        return BYTES_BESIDE_TEXT + (long) Character.BYTES * message.text().length();
    }

    /** The messages, oldest first; unmodifiable. */
    List<Memory> messages() {
        return Collections.unmodifiableList(Arrays.asList(array).subList(from, to));
    }

    /** Whether these are all messages of the session. */
    boolean isComplete() {
        return complete;
    }

    /** The estimated heap size of the messages, in bytes. O(1). */
    long bytes() {
        return bytes;
    }

    /**
     * Returns these messages after changes, or null if messages were removed and older ones must be loaded in their
     * place. Must be called by one thread at a time, and only on the result of the call before.
     */
    @Nullable
    RecentMessages with(List<Memory> changed) {
        RecentMessages after = this;
        for (Memory version : changed) {
            after = after == null ? null : after.with(version);
        }
        return after;
    }

    private @Nullable RecentMessages with(Memory version) {
        int at = place(version.id());
        boolean known = at < to && array[at].id().equals(version.id());
        boolean message = isMessage(version);
        if (known) {
            if (array[at].version() > version.version()) {
                return this;
            }
            return message ? copy(at, version, at + 1) : without(at);
        }
        if (!complete && at == from && to > from) {
            // One of the older messages that were left out. If it is no longer a message, it must not stay in the array
            // either.
            return message || from == 0 ? this : copy(from, null, from);
        }
        if (!message) {
            return this;
        }
        return at == to ? plus(version) : copy(at, version, at);
    }

    /** The index of a message, or the index at which it would be inserted. */
    private int place(MemoryId id) {
        int low = from;
        int high = to;
        // Usually the message is new.
        if (to > from && id.compareTo(array[to - 1].id()) > 0) {
            return to;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (array[middle].id().compareTo(id) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private RecentMessages plus(Memory newest) {
        if (to < array.length) {
            array[to] = newest;
            return new RecentMessages(array, from, to + 1, capacity, complete, bytes + bytes(newest));
        }
        int size = to - from;
        Memory[] larger = Arrays.copyOf(Arrays.copyOfRange(array, from, to), Math.max(SMALLEST, 2 * size));
        larger[size] = newest;
        long held = Arrays.stream(larger, 0, size + 1)
                .mapToLong(RecentMessages::bytes)
                .sum();
        return new RecentMessages(larger, 0, size + 1, capacity, complete, held);
    }

    private @Nullable RecentMessages without(int at) {
        return complete ? copy(at, null, at + 1) : null;
    }

    /** Copies the messages before an index, optionally another message, and the messages from an index on. */
    private RecentMessages copy(int before, @Nullable Memory between, int after) {
        int head = before - from;
        int middle = between == null ? 0 : 1;
        Memory[] copy = new Memory[head + middle + to - after];
        System.arraycopy(array, from, copy, 0, head);
        if (between != null) {
            copy[head] = between;
        }
        System.arraycopy(array, after, copy, head + middle, to - after);
        return of(copy, capacity, complete);
    }

    private static boolean isMessage(Memory version) {
        return version.status() == Status.ACTIVE
                && version.observation().derivedFrom().isEmpty();
    }
}
