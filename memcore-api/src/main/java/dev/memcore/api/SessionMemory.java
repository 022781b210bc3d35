package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.List;

/**
 * One conversation: turns go in, the recent window and the session's recall come out. Thread-safe; turns that several
 * threads add at once take some order, the same for all readers and after a restart.
 */
public interface SessionMemory {
    /** The session's id. */
    String id();

    /** Adds a message; returns once it is durable. */
    default Memory add(Role role, String text) {
        return add(
                Observation.builder(text).role(Arguments.present(role, "role")).build());
    }

    /**
     * Adds a message. Its session becomes this one. If no kind was set, it becomes a {@link Kind#TURN}. If no tier was set, a turn
     * goes to {@link Tier#SHORT}, anything else to {@link Tier#LONG}. What was set stays, {@link Kind#NOTE} included.
     */
    Memory add(Observation message);

    /** Adds messages, all or nothing, in one write. */
    List<Memory> addAll(List<Observation> messages);

    /**
     * The latest messages that fit into a budget, oldest first, as a list that chat models accept: every tool result directly
     * follows the message that makes its call, and every call is answered before the next message that is not a result. Empty
     * if not even the last message, or the last tool exchange, fits.
     *
     * <ul>
     *   <li>A result answers the nearest call of the same id before it, if that call has no result yet; so ids may repeat. A
     *       call and its results come together or not at all.
     *   <li>A call that misses a result (never answered, or the result was forgotten) is left out with its other results.
     *       Only if no message but results follows it, it is shown as the last one: the agent is still running its tools.
     *       Answer all of its calls before you add a message of the user and ask a chat model.
     *   <li>A late result, after other messages, is shown with its call at the place of the result.
     *   <li>A result that answers no call is left out.
     * </ul>
     *
     * <p>Only texts are counted: leave room in the budget for what a provider adds to each message, and for tool calls whose
     * names and arguments are not in the text. There is no limit but the budget. The latest messages of recently used sessions
     * are in memory ({@code MemcoreBuilder.windowMessages}); a longer window is read from the index, in O(messages in the
     * window).
     *
     * @param tokens the budget, in tokens of the configured counter; at least 0
     */
    List<Memory> window(int tokens);

    /**
     * Says that the conversation is over for now: makes due what waits for {@link dev.memcore.spi.lifecycle.Trigger.SessionEnded}. Writes
     * nothing, and may be called again; messages may still be added. A session that was not ended counts as ended when the store is
     * opened again.
     */
    void end();

    /** What is most relevant to a question within this session, at most {@value MemoryQuery#DEFAULT_LIMIT}. */
    default RecallResult recall(String question) {
        return recall(MemoryQuery.of(question));
    }

    /**
     * What is most relevant to a question within this session, best first. To leave out what the window already shows:
     *
     * {@snippet :
     * List<Memory> window = session.window(2_000);
     * session.recall(MemoryQuery.builder(question).excludingWindow(window).build());
     * }
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the query's filter names sessions, and this one is not among them
     */
    RecallResult recall(MemoryQuery query);
}
