package dev.memcore.adapter.chat;

import dev.memcore.adapter.ExactScope;
import dev.memcore.adapter.KeyedLocks;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.ErasureReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores chats of a framework: the current window of each chat, which is a list of messages, and every message that was
 * ever in it. A chat is a session of exactly the scope of a space; its name has 1 to 256 characters.
 *
 * <ul>
 *   <li><b>Identity.</b> A message that a thread has read from the window is identified by its object, so equal messages
 *       ("Okay.", "Okay.") are different messages. In a list without any such object, messages are identified by their
 *       content, in the order of the window. Instructions are always identified by their content.
 *   <li><b>Deltas.</b> A replacement stores the new messages in one commit. Then it replaces the window's list of ids (32
 *       characters per message; with the default limit for texts, at most 3,125 messages). A replacement by an unchanged
 *       list writes nothing, but the first one of a chat creates its list, also an empty one. A message that is no longer in
 *       the list has left the window, but stays in memory.
 *   <li><b>Crash.</b> After a crash during a replacement, the window is in its old or in its new state. New messages may be
 *       in memory, but not yet in the window. The same replacement again adds them without creating duplicates.
 *   <li><b>Threads.</b> Safe for use by several threads, also through several instances over the same chats. If two threads
 *       read the same window and each replaces it, neither change is lost: the window contains the messages that either
 *       added, and not those that either dropped. For this, each instance remembers the window that a thread has read
 *       last, until that thread's next replacement. A replacement by a thread that has read no window replaces the present
 *       window.
 *   <li><b>Cost.</b> A read costs O(window). A replacement costs O(window), one commit for new messages, and one for the
 *       window.
 *   <li><b>Errors.</b> {@link MemoryException}; {@link ErrorCode#INVALID_ARGUMENT} for a null argument or message; what
 *       {@link MessageTranslation#encode} and the store throw.
 * </ul>
 *
 * @param <M> the framework's type of messages
 */
public final class ChatWindows<M> {
    /**
     * Allows one change of a chat at a time. The locks are shared by all adapters of the process, so a host may create an
     * adapter for each request; a directory is open in one process only. Chats of the same name in different stores also
     * wait for each other, which is harmless.
     */
    private static final KeyedLocks LOCKS = new KeyedLocks();

    private final MessageTranslation<M> translation;

    /** The window that the thread has read last, on which its next replacement is based. */
    @SuppressWarnings("ThreadLocalUsage") // a static one would retain closed stores
    private final ThreadLocal<@Nullable Seen<M>> lastSeen = new ThreadLocal<>();

    private record Seen<M>(StoredChat.Key chat, HandedWindow<M> window) {}

    private ChatWindows(MessageTranslation<M> translation) {
        this.translation = translation;
    }

    /** Creates an access to chats in the messages of a framework. */
    public static <M> ChatWindows<M> of(MessageTranslation<M> translation) {
        return new ChatWindows<>(Arguments.present(translation, "translation"));
    }

    /**
     * Returns a copy of the list of the latest replacement; empty if there was none. Messages that a host has erased or
     * forgotten are missing, together with the tool calls or results that belong to them.
     */
    public List<M> read(MemorySpace space, String session) {
        StoredWindow<M> window = StoredWindow.read(chat(space, session));
        return handed(window, window.hasGaps() ? window.wholeExchanges() : window.entries());
    }

    /**
     * Returns the list of the latest replacement, without incomplete tool exchanges: chat models reject a call without all
     * of its results, and a result without its call. Calls at the end are returned, because results may still follow.
     */
    public List<M> readWholeExchanges(MemorySpace space, String session) {
        StoredWindow<M> window = StoredWindow.read(chat(space, session));
        return handed(window, window.wholeExchanges());
    }

    /** Returns the ids of the messages of {@link #readWholeExchanges}, without any effect on the next replacement. */
    public List<MemoryId> shown(MemorySpace space, String session) {
        return StoredWindow.read(chat(space, session)).wholeExchanges().stream()
                .map(WindowEntry::id)
                .toList();
    }

    /** Replaces the list of a chat. */
    public void replace(MemorySpace space, String session, List<M> messages) {
        StoredChat<M> chat = chat(space, session);
        List<M> given = new ArrayList<>(Arguments.present(messages, "messages"));
        given.forEach(message -> Arguments.present(message, "message"));
        Seen<M> seen = lastSeen.get();
        lastSeen.remove();
        HandedWindow<M> base = seen != null && seen.chat().equals(chat.key()) ? seen.window() : null;
        LOCKS.exclusively(chat.key(), () -> new WindowReplacement<>(chat, given, base).run());
    }

    /**
     * Deletes a chat, including the messages that have left its window. Forgotten messages, and the memories derived from
     * them, are no longer recalled, but stay in the history. Erased messages are removed from all files before the method
     * returns.
     *
     * @param receipts receives the receipt of the erasure; if null, the messages are forgotten
     */
    public void delete(MemorySpace space, String session, @Nullable Consumer<ErasureReceipt> receipts) {
        StoredChat<M> chat = chat(space, session);
        lastSeen.remove();
        LOCKS.exclusively(chat.key(), () -> {
            if (receipts == null) {
                WindowDeletion.forget(chat);
            } else {
                receipts.accept(WindowDeletion.erase(chat));
            }
        });
    }

    /** Returns the names of the chats in the scope of a space that were replaced and not deleted since. O(chats). */
    public Stream<String> sessions(MemorySpace space) {
        return ExactScope.list(space, WindowHolder.filter().build()).stream()
                .map(holder -> holder.attributes().get(translation.chatAttribute()))
                .flatMap(name ->
                        name instanceof AttributeValue.Text(String session) ? Stream.of(session) : Stream.empty());
    }

    private StoredChat<M> chat(MemorySpace space, String session) {
        Arguments.present(space, "space");
        return new StoredChat<>(translation, space, Arguments.name(session, "session"));
    }

    private List<M> handed(StoredWindow<M> window, List<WindowEntry<M>> entries) {
        lastSeen.set(new Seen<>(window.chat().key(), new HandedWindow<>(window.ids(), entries)));
        List<M> messages = new ArrayList<>(entries.size());
        entries.forEach(entry -> messages.add(entry.message()));
        return messages;
    }
}
