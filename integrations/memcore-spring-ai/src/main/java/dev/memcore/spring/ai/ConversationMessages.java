package dev.memcore.spring.ai;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.spring.ai.window.ConversationKey;
import dev.memcore.spring.ai.window.KeyedLocks;
import dev.memcore.spring.ai.window.StoredWindow;
import dev.memcore.spring.ai.window.WindowReplacement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What both kinds of chat memory do with the stored messages of a conversation. */
final class ConversationMessages {
    /**
     * Allows one change of a conversation at a time. The locks are shared by all adapters of the process, so a host may
     * create an adapter for each request; a directory is open in one process only.
     */
    static final KeyedLocks LOCKS = new KeyedLocks();

    private ConversationMessages() {}

    /** Returns the key of a conversation. */
    static ConversationKey key(ChatConversation chat) {
        return ConversationKey.of(chat.space(), chat.session());
    }

    /**
     * Forgets or erases all messages of a conversation, including those that have left the window.
     *
     * @param receipts receives the receipt of the erasure; if null, the messages are forgotten
     */
    static void delete(ChatConversation chat, @Nullable Consumer<ErasureReceipt> receipts) {
        LOCKS.exclusively(key(chat), () -> {
            if (receipts == null) {
                forget(chat);
            } else {
                receipts.accept(chat.space()
                        .erase(Erasure.matching(ConversationKey.everything(chat.session()))
                                .withinExactScope()
                                .withCause(StoredWindow.CAUSE)));
            }
        });
    }

    /**
     * Forgets messages one by one, because only this also reaches derived memories. The window is emptied first, so that
     * no reader sees a part of it, and forgotten last.
     */
    private static void forget(ChatConversation chat) {
        List<Memory> all = ConversationKey.list(chat.space(), ConversationKey.everything(chat.session()));
        List<MemoryId> order = new ArrayList<>();
        all.stream()
                .filter(memory -> !StoredWindow.isHolder(memory))
                .map(Memory::id)
                .forEach(order::add);
        if (order.size() < all.size()) {
            new WindowReplacement(chat.space(), chat.session(), List.of(), null).run();
            all.stream().filter(StoredWindow::isHolder).map(Memory::id).forEach(order::add);
        }
        order.forEach(chat.space()::forget);
    }
}
