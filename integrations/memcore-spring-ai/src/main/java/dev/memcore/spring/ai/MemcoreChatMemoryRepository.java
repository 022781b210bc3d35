package dev.memcore.spring.ai;

import dev.memcore.adapter.chat.ChatWindows;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.spring.ai.message.SpringMessages;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.memory.ChatMemoryRepository;
import org.springframework.ai.chat.messages.Message;

/**
 * Stores conversations of Spring AI in memcore: the current window of each conversation, and every message that was ever
 * in it. Use it below {@link org.springframework.ai.chat.memory.MessageWindowChatMemory}; without that class, use {@link
 * MemcoreChatMemory}. Do not use both for one conversation.
 *
 * <ul>
 *   <li><b>Content.</b> Each message is one memory, of kind {@link dev.memcore.api.Kind#TURN turn} in tier {@link
 *       dev.memcore.api.Tier#SHORT SHORT}, with its role, tool call ids, and a text that recall can find. It is returned
 *       with equal text, metadata, media, tool calls and results. Metadata of types that JSON does not have are returned
 *       as what Jackson writes for them. A subclass of Spring AI's message types becomes a message of the base type.
 *       System messages are of kind {@code instruction} and, like messages without text, in the {@link
 *       dev.memcore.api.Tier#ARCHIVE archive}: recall finds them only if the query includes the archive.
 *   <li><b>Window.</b> {@code saveAll} replaces the window, and {@code findByConversationId} returns it. A message that
 *       is no longer in the list has left the window, but stays in memory and can be recalled. A message with other
 *       content is a new message; the earlier one stays as it was. A tool call without all of its results, and a result
 *       without its call, are not returned, because chat models reject them. Calls at the end of the list are returned.
 *   <li><b>Identity.</b> A message that a thread has read from the window is identified by its object, so equal messages
 *       ("Okay.", "Okay.") are different messages. In a list without any such object, messages are identified by their
 *       content, in the order of the window. System messages are always identified by their content.
 *   <li><b>Threads.</b> Safe for use by several threads, also through several repositories. If two threads read the same
 *       window and each saves a list, neither change is lost: the window contains the messages that either added, and not
 *       those that either dropped. For this, the repository remembers the window that a thread has read last, until the
 *       thread's next save. A save by a thread that has read no window replaces the present window.
 *   <li><b>Crash.</b> After a crash during a save, the window is in its old or in its new state. The same save again adds
 *       the missing messages without creating duplicates.
 *   <li><b>Delete.</b> {@code deleteByConversationId} forgets all messages of the conversation, including those that
 *       have left the window. With {@link #erasing} they are erased instead.
 *   <li><b>Errors.</b> {@link MemoryException}; {@link ErrorCode#INVALID_ARGUMENT} for a null argument or an id that has
 *       no conversation; {@link ErrorCode#LIMIT_EXCEEDED} for a text that exceeds the limits of the store, or a message
 *       of more than 253,952 characters of JSON.
 * </ul>
 *
 * <p>A read costs O(window). A save costs O(window), one commit for new messages, and one for the window.
 */
public final class MemcoreChatMemoryRepository implements ChatMemoryRepository {
    private final Function<String, ChatConversation> conversations;
    private final Supplier<List<String>> ids;
    private final @Nullable Consumer<ErasureReceipt> receipts;

    private final ChatWindows<Message> windows = ChatWindows.of(SpringMessages.TRANSLATION);

    private MemcoreChatMemoryRepository(
            Function<String, ChatConversation> conversations,
            Supplier<List<String>> ids,
            @Nullable Consumer<ErasureReceipt> receipts) {
        this.conversations = conversations;
        this.ids = ids;
        this.receipts = receipts;
    }

    /**
     * Returns a repository whose conversations are sessions of one space: the conversation id is the name of the session.
     * Every caller who knows an id can see its messages. Use {@link #ofTenant} for conversations of several users.
     */
    public static MemcoreChatMemoryRepository in(MemorySpace space) {
        return new MemcoreChatMemoryRepository(
                ChatConversation.in(space), () -> sessions(space).toList(), null);
    }

    /** Returns a repository whose conversation ids are {@linkplain ConversationId ids} of one tenant. */
    public static MemcoreChatMemoryRepository ofTenant(MemoryManager manager, String tenant) {
        return new MemcoreChatMemoryRepository(
                ChatConversation.ofTenant(manager, tenant),
                () -> manager.scopes(tenant).stream()
                        .flatMap(scope -> ids(manager, scope))
                        .toList(),
                null);
    }

    /**
     * Returns this repository, except that {@code deleteByConversationId} erases: the contents are removed from all files
     * before it returns.
     *
     * @param receipts receives the receipt of every erasure
     */
    public MemcoreChatMemoryRepository erasing(Consumer<ErasureReceipt> receipts) {
        return new MemcoreChatMemoryRepository(conversations, ids, Arguments.present(receipts, "receipts"));
    }

    /** Returns the ids of the conversations that were saved and not deleted since. O(conversations). */
    @Override
    public List<String> findConversationIds() {
        return ids.get();
    }

    @Override
    public List<Message> findByConversationId(String conversationId) {
        ChatConversation chat = conversation(conversationId);
        return windows.readWholeExchanges(chat.space(), chat.session());
    }

    @Override
    public void saveAll(String conversationId, List<Message> messages) {
        ChatConversation chat = conversation(conversationId);
        windows.replace(chat.space(), chat.session(), messages);
    }

    @Override
    public void deleteByConversationId(String conversationId) {
        ChatConversation chat = conversation(conversationId);
        windows.delete(chat.space(), chat.session(), receipts);
    }

    /**
     * Returns the conversation of an id.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is null or has no conversation
     */
    ChatConversation conversation(@Nullable String conversationId) {
        return conversations.apply(Arguments.present(conversationId, "conversationId"));
    }

    /** Returns the messages that the window shows. */
    List<MemoryId> window(ChatConversation chat) {
        return windows.shown(chat.space(), chat.session());
    }

    private static Stream<String> ids(MemoryManager manager, Scope scope) {
        return sessions(manager.space(scope)).map(session -> new ConversationId(scope, session).toString());
    }

    private static Stream<String> sessions(MemorySpace space) {
        return ChatWindows.of(SpringMessages.TRANSLATION).sessions(space);
    }
}
