package dev.memcore.adapter.chat;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content of a chat's window, as read at one moment.
 *
 * @param holder the memory whose text is the list of ids; null if it does not exist yet
 * @param ids the ids of the messages in the window, in order; a message may no longer exist
 * @param entries the messages that exist
 */
record StoredWindow<M>(StoredChat<M> chat, @Nullable Memory holder, List<MemoryId> ids, List<WindowEntry<M>> entries) {
    /** Reads the current window. O(number of its messages). */
    static <M> StoredWindow<M> read(StoredChat<M> chat) {
        Memory holder = WindowHolder.find(chat);
        List<MemoryId> ids = holder == null ? List.of() : WindowHolder.ids(holder.text());
        List<WindowEntry<M>> entries = new ArrayList<>(ids.size());
        for (MemoryId id : ids) {
            entry(chat, id).ifPresent(entries::add);
        }
        return new StoredWindow<>(chat, holder, ids, entries);
    }

    /** Returns the message with an id; empty if it no longer exists. */
    static <M> Optional<WindowEntry<M>> entry(StoredChat<M> chat, MemoryId id) {
        return chat.space()
                .get(id)
                .map(memory -> new WindowEntry<>(memory, chat.translation().decode(memory.observation())));
    }

    /** The version of the window, from 1. A window that does not exist yet has version 1, too. */
    int version() {
        return holder == null ? 1 : holder.version();
    }

    /** Whether a message of the window no longer exists. */
    boolean hasGaps() {
        return entries.size() < ids.size();
    }

    /** Returns the entries without incomplete tool exchanges. */
    List<WindowEntry<M>> wholeExchanges() {
        return new WholeExchanges<>(chat.translation()).of(entries);
    }

    /**
     * Replaces the messages of the window, unless it was changed after it was read. Creates a window that does not
     * exist, also if it is to be empty.
     *
     * @throws MemoryException {@link ErrorCode#CONFLICT} or {@link ErrorCode#NOT_FOUND} if it was changed
     */
    void replace(List<MemoryId> next) {
        Memory present = holder == null ? WindowHolder.create(chat) : holder;
        if (next.equals(ids)) {
            return;
        }
        List<MemoryOp> operations = new ArrayList<>();
        operations.add(new MemoryOp.Revise(
                present.id(),
                WindowHolder.text(next),
                present.version(),
                chat.names().cause()));
        Set<MemoryId> staying = new HashSet<>(next);
        for (WindowEntry<M> entry : entries) {
            if (!staying.contains(entry.id()) && isHeld(entry.memory())) {
                operations.add(
                        MemoryOp.Adjust.pinned(entry.id(), false, chat.names().cause()));
            }
        }
        chat.space().apply(operations);
    }

    /** Whether a message is pinned only while it is in the window. */
    private static boolean isHeld(Memory memory) {
        return memory.pinned() && memory.tier() == Tier.ARCHIVE;
    }
}
