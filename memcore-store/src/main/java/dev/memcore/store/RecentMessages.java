package dev.memcore.store;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The latest messages of one session, by id; immutable. */
final class RecentMessages {
    private final List<Memory> messages;
    private final int capacity;
    /** Whether these are all messages of the session, or older ones were left behind. */
    private final boolean complete;

    private RecentMessages(Collection<Memory> messages, int capacity, boolean complete) {
        int tooMany = Math.max(0, messages.size() - capacity);
        this.messages = messages.stream().skip(tooMany).toList();
        this.capacity = capacity;
        this.complete = complete && tooMany == 0;
    }

    static RecentMessages loaded(List<Memory> loaded, int capacity) {
        Map<MemoryId, Memory> byId = new TreeMap<>();
        loaded.forEach(version -> byId.merge(version.id(), version, RecentMessages::newer));
        byId.values().removeIf(version -> !isMessage(version));
        return new RecentMessages(byId.values(), capacity, byId.size() < capacity);
    }

    List<Memory> messages() {
        return messages;
    }

    /** Whether these are all messages of the session. */
    boolean isComplete() {
        return complete;
    }

    /** These messages after changes; null if others are to come in for those that went, so that they must be loaded. */
    @Nullable
    RecentMessages with(List<Memory> changed) {
        Map<MemoryId, Memory> byId = new TreeMap<>();
        messages.forEach(message -> byId.put(message.id(), message));
        for (Memory version : changed) {
            if (!isBehind(version.id())) {
                byId.merge(version.id(), version, RecentMessages::newer);
            }
        }
        byId.values().removeIf(version -> !isMessage(version));
        boolean gone = messages.stream().anyMatch(message -> !byId.containsKey(message.id()));
        return gone && !complete ? null : new RecentMessages(byId.values(), capacity, complete);
    }

    /** Whether a message is older than all that are kept, and so one of those that were left behind. */
    private boolean isBehind(MemoryId id) {
        return !complete && !messages.isEmpty() && id.compareTo(messages.get(0).id()) < 0;
    }

    private static Memory newer(Memory one, Memory other) {
        return one.version() > other.version() ? one : other;
    }

    private static boolean isMessage(Memory version) {
        return version.status() == Status.ACTIVE
                && version.observation().derivedFrom().isEmpty();
    }
}
