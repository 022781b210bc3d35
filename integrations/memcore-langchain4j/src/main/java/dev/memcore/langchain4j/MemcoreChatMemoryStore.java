package dev.memcore.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import dev.memcore.adapter.chat.ChatWindows;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.ErasureReceipt;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stores LangChain4j conversations in memcore: the current window of each chat memory, and every message that was ever
 * in it.
 *
 * <ul>
 *   <li><b>Content.</b> Each message is one memory, of kind {@link dev.memcore.api.Kind#TURN turn} in tier {@link
 *       dev.memcore.api.Tier#SHORT SHORT}, with role, speaker, tool call ids and a text that recall can find. It is
 *       returned as an equal message, as far as LangChain4j's own JSON preserves it. System messages are of kind {@code
 *       instruction} and, like messages without text, in the {@link dev.memcore.api.Tier#ARCHIVE archive}: recall finds
 *       them only if the query includes the archive.
 *   <li><b>Window.</b> {@code getMessages} returns a copy of the list of the latest {@code updateMessages}. A message
 *       that is no longer in the list has left the window, but stays in memory and can be recalled. Messages that a
 *       host has erased or forgotten are missing from the window, together with the tool calls or results that belong
 *       to them.
 *   <li><b>Identity.</b> A message that a thread has read from the window is identified by its object, so equal
 *       messages ("Okay.", "Okay.") are different messages. In a list without any such object, messages are identified
 *       by their content, in the order of the window. System messages are always identified by their content.
 *   <li><b>Deltas.</b> An update stores the new messages in one commit, through the write stage. Then it replaces the
 *       window's list of ids (32 characters per message; with the default limit for texts, at most 3,125 messages). An
 *       update with an unchanged list writes nothing; the first one of a chat creates its list of ids, also an empty one.
 *   <li><b>Crash.</b> After a crash during an update, the window is in its old or in its new state. New messages may be
 *       in memory, but not yet in the window. The same update again adds them to the window without creating
 *       duplicates.
 *   <li><b>Threads.</b> Safe for use by several threads, also through several stores over the same chats. If two
 *       threads read the same window and each updates it, neither update is lost: the window contains the messages that
 *       either added, and not those that either dropped. For this, the store remembers the window that a thread has
 *       read last, until that thread's next update. An update by a thread that has read no window replaces the present
 *       window.
 *   <li><b>Delete.</b> {@code deleteMessages} forgets all messages of the chat, including those that have left the
 *       window, and all memories derived from them. Recall no longer finds them, but {@code undo} and {@code history}
 *       do. With {@link #erasing} they are erased instead.
 *   <li><b>Errors.</b> {@link MemoryException}; {@link ErrorCode#INVALID_ARGUMENT} for a memory id or message that is
 *       null, an id that cannot be mapped to a session, or a message that cannot be written as JSON; {@link
 *       ErrorCode#LIMIT_EXCEEDED} for a text that exceeds the limits of the store, or a message of more than 258,048
 *       characters of JSON.
 * </ul>
 *
 * <p>A read costs O(window). An update costs O(window), one commit for new messages, and one for the window. The
 * asynchronous methods of the interface are not supported: all calls block.
 */
public final class MemcoreChatMemoryStore implements ChatMemoryStore {
    private final Function<Object, Conversation> conversations;
    private final @Nullable Consumer<ErasureReceipt> receipts;

    private final ChatWindows<ChatMessage> windows = ChatWindows.of(ChatMessages.TRANSLATION);

    private MemcoreChatMemoryStore(
            Function<Object, Conversation> conversations, @Nullable Consumer<ErasureReceipt> receipts) {
        this.conversations = conversations;
        this.receipts = receipts;
    }

    /**
     * Returns a store whose chats are sessions of one space, named by {@link Conversation#sessionOf}. Every caller who
     * knows a memory id can see its messages. Use {@link #of} for chats of several users.
     */
    public static MemcoreChatMemoryStore in(MemorySpace space) {
        Arguments.present(space, "space");
        return of(memoryId -> new Conversation(space, Conversation.sessionOf(memoryId)));
    }

    /**
     * Returns a store that uses a function from memory ids to conversations.
     *
     * @param conversations must return different conversations for different ids; called by any thread
     */
    public static MemcoreChatMemoryStore of(Function<Object, Conversation> conversations) {
        return new MemcoreChatMemoryStore(Arguments.present(conversations, "conversations"), null);
    }

    /**
     * Returns this store, except that {@code deleteMessages} erases: the contents are removed from all files before it
     * returns.
     *
     * @param receipts receives the receipt of every erasure
     */
    public MemcoreChatMemoryStore erasing(Consumer<ErasureReceipt> receipts) {
        return new MemcoreChatMemoryStore(conversations, Arguments.present(receipts, "receipts"));
    }

    @Override
    public List<ChatMessage> getMessages(Object memoryId) {
        Conversation chat = conversation(memoryId);
        return windows.read(chat.space(), chat.session());
    }

    @Override
    public void updateMessages(Object memoryId, List<ChatMessage> messages) {
        Conversation chat = conversation(memoryId);
        windows.replace(chat.space(), chat.session(), messages);
    }

    @Override
    public void deleteMessages(Object memoryId) {
        Conversation chat = conversation(memoryId);
        windows.delete(chat.space(), chat.session(), receipts);
    }

    private Conversation conversation(@Nullable Object memoryId) {
        Arguments.present(memoryId, "memoryId");
        return Arguments.present(conversations.apply(memoryId), "the conversation of a memory id");
    }
}
