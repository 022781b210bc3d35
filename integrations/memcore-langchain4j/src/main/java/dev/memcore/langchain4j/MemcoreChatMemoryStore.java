package dev.memcore.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.report.ErasureReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the conversations of LangChain4j in memcore: the window as the chat memory wants it, and every message that has ever
 * been in it.
 *
 * <ul>
 *   <li><b>What is kept.</b> Each message is one memory, of kind {@link dev.memcore.api.Kind#TURN turn} in tier
 *       {@link dev.memcore.api.Tier#SHORT SHORT}, with role, speaker, tool call ids and the text that recall finds; it comes
 *       back equal, as far as LangChain4j's own JSON goes. System messages are of kind {@code instruction} and, like
 *       messages without text, in the {@link dev.memcore.api.Tier#ARCHIVE archive}: recall does not find them unless asked.
 *   <li><b>Window.</b> {@code getMessages} gives the list of the latest {@code updateMessages}, as a copy. A message that is
 *       no longer in the list has left the window, and nothing else: it stays in memory and is recalled. Messages that were
 *       erased or forgotten by others are missing from the window, together with the tool calls or results that would make
 *       no sense without them.
 *   <li><b>Identity.</b> A message that a thread has read from the window is known by the object that it was given, so
 *       equal messages ("Okay.", "Okay.") are different ones. In a list without any such object, messages are known by what
 *       they say, in the order of the window; instructions always are.
 *   <li><b>Deltas.</b> An update remembers what is new, in one commit, through the write stage; then it replaces the
 *       window's list of ids (32 characters a message; with the default limits for text, at most 3,125 messages). The same
 *       list again writes nothing.
 *   <li><b>Crash.</b> A killed update leaves the window as it was or as it was to become; new messages may be in memory,
 *       and not yet in the window: the same update again brings them there, and makes no second ones.
 *   <li><b>Threads.</b> Safe for any number of threads, also of several stores over the same chats. If two threads read the
 *       same window, and each updates it, neither update is lost: what either added is in the window, what either dropped
 *       is not. For this, the store keeps in mind which window a thread has read last, until that thread's next update. An
 *       update by a thread that has read no window replaces what is there.
 *   <li><b>Delete.</b> {@code deleteMessages} forgets all messages of the chat, those that had left the window among them,
 *       and what was derived from them: nothing recalls them any more, {@code undo} and {@code history} still reach them.
 *       With {@link #erasing} it erases them instead.
 *   <li><b>Errors.</b> {@link MemoryException}; {@link ErrorCode#INVALID_ARGUMENT} for a memory id or message that is null
 *       or cannot be named or written; {@link ErrorCode#LIMIT_EXCEEDED} for a text beyond the store's limits, or a message
 *       of more than 258,048 characters of JSON.
 * </ul>
 *
 * <p>Reading costs O(window); updating too, and a commit for new messages, and one for the window. The asynchronous methods
 * of the interface are not supported: all calls block.
 */
public final class MemcoreChatMemoryStore implements ChatMemoryStore {
    /**
     * One update of a chat at a time. For all stores of the process, and a directory is open in one process only: whoever
     * makes a store for each request is as safe. Chats of the same name in different stores wait for each other in vain.
     */
    private static final Stripes STRIPES = new Stripes();

    private final Function<Object, Conversation> conversations;
    private final @Nullable Consumer<ErasureReceipt> receipts;

    /** The window that a thread has read last: what its next update was made from. */
    @SuppressWarnings("ThreadLocalUsage") // a static one would keep stores that are closed
    private final ThreadLocal<@Nullable Seen> lastSeen = new ThreadLocal<>();

    /** What is exclusive: a space is but a handle. */
    private record Key(Scope scope, String session) {
        static Key of(Conversation chat) {
            return new Key(chat.space().principal().scope(), chat.session());
        }
    }

    private record Seen(Key chat, SeenWindow window) {}

    private MemcoreChatMemoryStore(
            Function<Object, Conversation> conversations, @Nullable Consumer<ErasureReceipt> receipts) {
        this.conversations = conversations;
        this.receipts = receipts;
    }

    /**
     * A store whose chats are sessions of one space, by the name of {@link Conversation#sessionOf}. All who can name a memory
     * id see its messages: where chats of several users meet, use {@link #of}.
     */
    public static MemcoreChatMemoryStore in(MemorySpace space) {
        Arguments.present(space, "space");
        return of(memoryId -> new Conversation(space, Conversation.sessionOf(memoryId)));
    }

    /**
     * A store that asks where the chat of a memory id is kept.
     *
     * @param conversations different ids must lead to different conversations; called by any thread
     */
    public static MemcoreChatMemoryStore of(Function<Object, Conversation> conversations) {
        return new MemcoreChatMemoryStore(Arguments.present(conversations, "conversations"), null);
    }

    /**
     * This store, but {@code deleteMessages} erases: the contents leave all files before it returns.
     *
     * @param receipts is given the receipt of every erasure, to keep
     */
    public MemcoreChatMemoryStore erasing(Consumer<ErasureReceipt> receipts) {
        return new MemcoreChatMemoryStore(conversations, Arguments.present(receipts, "receipts"));
    }

    @Override
    public List<ChatMessage> getMessages(Object memoryId) {
        Conversation chat = conversation(memoryId);
        ChatWindow window = ChatWindow.read(chat);
        lastSeen.set(new Seen(Key.of(chat), new SeenWindow(window)));
        List<ChatMessage> messages = new ArrayList<>(window.entries().size());
        window.entries().forEach(entry -> messages.add(entry.message()));
        return messages.size() == window.ids().size() ? messages : WholeExchanges.of(messages);
    }

    @Override
    public void updateMessages(Object memoryId, List<ChatMessage> messages) {
        Conversation chat = conversation(memoryId);
        List<ChatMessage> given = new ArrayList<>(Arguments.present(messages, "messages"));
        given.forEach(message -> Arguments.present(message, "message"));
        Seen seen = lastSeen.get();
        lastSeen.remove();
        Key key = Key.of(chat);
        SeenWindow base = seen != null && seen.chat().equals(key) ? seen.window() : null;
        STRIPES.exclusively(key, () -> new WindowUpdate(chat, given, base).run());
    }

    @Override
    public void deleteMessages(Object memoryId) {
        Conversation chat = conversation(memoryId);
        lastSeen.remove();
        STRIPES.exclusively(Key.of(chat), () -> {
            if (receipts == null) {
                forget(chat);
            } else {
                receipts.accept(chat.space()
                        .erase(Erasure.matching(ChatWindow.all(chat))
                                .withinExactScope()
                                .withCause(ChatWindow.CAUSE)));
            }
        });
    }

    /** One by one, since only so what was derived is reached; the window first, so that none of it is seen half. */
    private static void forget(Conversation chat) {
        List<MemoryId> messages = new ArrayList<>();
        ChatWindow.forEach(chat, memory -> {
            if (!ChatWindow.isHolder(memory)) {
                messages.add(memory.id());
            }
        });
        new WindowUpdate(chat, List.of(), null).run();
        messages.forEach(chat.space()::forget);
    }

    private Conversation conversation(@Nullable Object memoryId) {
        Arguments.present(memoryId, "memoryId");
        return Arguments.present(conversations.apply(memoryId), "the conversation of a memory id");
    }
}
