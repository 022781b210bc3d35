package dev.memcore.api.session;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.Collection;
import java.util.List;

/**
 * The reversible folds of a session. A fold replaces messages in the {@linkplain #window folded window} by one line, its
 * marker. The messages stay in the store, in {@code SessionMemory.window}, and in recall; expanding the fold shows them
 * again, unchanged. After the tools of Sculptor (2025).
 *
 * <ul>
 *   <li>A fold is durable, and survives a restart. It is the attribute {@value #ATTRIBUTE} of its messages, so it can be
 *       filtered, listed in the history, and undone.
 *   <li>A message is in one fold at most. A tool call is folded together with its results.
 *   <li>A message that is forgotten or erased leaves its fold.
 * </ul>
 *
 * <p>Thread-safe. Each call of {@link #fold} reads all messages of the session.
 */
public interface SessionFolds {
    /** The attribute of folded messages: the number of the fold, a whole number. */
    String ATTRIBUTE = "fold";

    /**
     * Folds the messages from the first to the last of two, both included. Messages that are folded already stay in
     * their fold. If a tool call or one of its results is in the range, all of them are folded. An exchange with an open
     * call is not folded.
     *
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if one of the two is not a message of this session; {@link
     *     ErrorCode#INVALID_ARGUMENT} if no message can be folded
     */
    Fold fold(MemoryId first, MemoryId last);

    /** Folds messages that need not be adjacent, with the rules of {@link #fold(MemoryId, MemoryId)}. */
    Fold fold(Collection<MemoryId> messages);

    /**
     * Removes a fold. Its messages are shown again.
     *
     * @param number see {@link Fold#number()}; {@link Fold#numberIn} reads it from a marker
     * @return the messages in order, with the texts that they had before they were folded
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if there is no such fold; the message lists those that exist
     */
    List<Memory> expand(int number);

    /** Removes all folds of the session that the principal sees. Returns their number. */
    int restoreAll();

    /** Returns the folds, sorted by number. */
    List<Fold> list();

    /**
     * Returns the session as a model should see it within a token budget: the {@linkplain
     * dev.memcore.api.SessionMemory#summaries() running summaries}, then the messages and markers after them. If these
     * exceed the budget, the oldest messages and markers are omitted. A tool call is never separated from its results.
     *
     * <p>If the lines take at least {@value FoldedWindow#WARN_AT} of the budget, the window has one warning, directly
     * after the message that reached the threshold. While messages are only added, the lines before the end do not
     * change, so prompt caches stay valid between two flushes.
     *
     * @param tokens the budget in tokens of the configured counter; at least 0
     */
    FoldedWindow window(int tokens);
}
