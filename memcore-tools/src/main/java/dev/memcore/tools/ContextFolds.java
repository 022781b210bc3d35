package dev.memcore.tools;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reversible folds of one conversation, for {@link ToolGroup#CONTEXT}. A fold hides messages behind one line and changes no
 * message, so they can be shown again exactly (Sculptor, 2025). Implementations are thread-safe.
 */
public interface ContextFolds {
    /**
     * Returns the folds of a session. Each fold is stored in a block of the space, so it stays after a restart, and in the session
     * of the same name.
     *
     * @param session the id of the session
     */
    static ContextFolds of(MemorySpace space, String session) {
        return new BlockFolds(space, session);
    }

    /**
     * Folds the messages from one to another, both inclusive.
     *
     * @param first the id of the first message
     * @param last the id of the last message; not before the first
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if a message is not in the conversation; {@link
     *     ErrorCode#INVALID_ARGUMENT} if the last message comes first; {@link ErrorCode#CONFLICT} if a message is folded already
     */
    FoldedSpan fold(MemoryId first, MemoryId last);

    /** Removes a fold, so that its messages are shown again. Returns whether it existed. */
    boolean restore(int number);

    /** Returns all folds, sorted by number. */
    List<FoldedSpan> list();

    /** Returns all messages of the conversation, oldest first, also the folded ones. */
    List<Memory> messages();

    /**
     * Returns a window of the conversation as lines: each message as role and text, and each fold as its {@link FoldedSpan#line()},
     * at the place of its first message in the window.
     *
     * @param window messages of this conversation, oldest first
     */
    default List<String> lines(List<Memory> window) {
        Map<MemoryId, FoldedSpan> folded = new HashMap<>();
        list().forEach(fold -> fold.messages().forEach(id -> folded.put(id, fold)));
        Set<Integer> shown = new HashSet<>();
        List<String> lines = new ArrayList<>();
        for (Memory message : window) {
            FoldedSpan fold = folded.get(message.id());
            if (fold == null) {
                lines.add(FoldTools.line(message));
            } else if (shown.add(fold.number())) {
                lines.add(fold.line());
            }
        }
        return lines;
    }
}
