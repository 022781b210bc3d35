package dev.memcore.adapter.chat;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.report.ErasureReceipt;
import java.util.ArrayList;
import java.util.List;

/** Deletes a chat, including the messages that have left its window. The caller excludes other writers. */
final class WindowDeletion {
    private WindowDeletion() {}

    /** Erases all messages. */
    static ErasureReceipt erase(StoredChat<?> chat) {
        return chat.space()
                .erase(Erasure.matching(chat.everything())
                        .withinExactScope()
                        .withCause(chat.names().cause()));
    }

    /**
     * Forgets messages one by one, because only this also reaches derived memories. The window is emptied first, so that
     * no reader sees a part of it, and its holder is forgotten last.
     */
    static void forget(StoredChat<?> chat) {
        List<MemoryId> messages = new ArrayList<>();
        List<MemoryId> holders = new ArrayList<>();
        for (Memory memory : chat.list(chat.everything())) {
            (WindowHolder.is(memory) ? holders : messages).add(memory.id());
        }
        if (!holders.isEmpty()) {
            new WindowReplacement<>(chat, List.of(), null).run();
        }
        messages.forEach(chat.space()::forget);
        holders.forEach(chat.space()::forget);
    }
}
